package org.heliograph.machine.agent;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heliograph.identity.SecureTokens;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/** The agent, a shell script with the address of this server, and its digest. Both depend on the address that a request used. */
@ApplicationScoped
public class AgentScript {
    /** The field of answers that carries {@link #digest}. */
    public static final String DIGEST = "agent_sha256";

    /** The accepted Host headers. Other text could be executed by the shell that runs the script. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9a-fA-F:.]{2,45}](:\\d{1,5})?");

    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]/_~-]{1,300}");

    @Inject
    private Configuration configuration;

    private String template;

    @PostConstruct
    void load() {
        try (InputStream in = AgentScript.class.getResourceAsStream("/agent/agent.sh")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read agent.sh from the archive", failed);
        }
    }

    /** The script; empty when the request names its server by no acceptable address. */
    public Optional<String> text(HttpServletRequest request) {
        return configuration
                .find(NodeSettings.PUBLIC_URL)
                .or(() -> baseUrl(request))
                .filter(url -> URL.matcher(url).matches())
                .map(url -> template.replace("@SERVER@", url.replaceAll("/+$", "")));
    }

    /**
     * The SHA-256 of the script in UTF-8, as 64 hexadecimal digits. Agents get it in answers to their node key, and run a script
     * that they have downloaded only when it agrees.
     */
    public Optional<String> digest(HttpServletRequest request) {
        return text(request).map(SecureTokens::hash);
    }

    private static Optional<String> baseUrl(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Host"))
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> request.getScheme() + "://" + host);
    }
}
