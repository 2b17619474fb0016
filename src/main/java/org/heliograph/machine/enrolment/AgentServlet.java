package org.heliograph.machine.enrolment;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/** {@code GET /agent.sh}: the agent, a shell script with the address of this server. */
@WebServlet("/agent.sh")
public class AgentServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** The accepted Host headers. Other text could be executed by the shell that runs the script. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:\\d{1,5})?");

    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]/_~-]{1,300}");

    @Inject
    private transient Configuration configuration;

    private transient String script;

    @Override
    public void init() {
        try (InputStream in = AgentServlet.class.getResourceAsStream("/agent/agent.sh")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read agent.sh from the archive", failed);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String url = configuration.find(NodeSettings.PUBLIC_URL).orElseGet(() -> baseUrl(request));
        if (url == null || !URL.matcher(url).matches()) {
            response.sendError(400);
            return;
        }
        byte[] body = script.replace("@SERVER@", url.replaceAll("/+$", "")).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/x-shellscript;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String baseUrl(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null && HOST.matcher(host).matches() ? request.getScheme() + "://" + host : null;
    }
}
