package org.heliograph.uptime.pulse;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code GET|POST /v1/push/{token}} (docs/status-pages.md). The answer waits for the commit, but no thread for the answer. */
@WebServlet(urlPatterns = "/v1/push/*", asyncSupported = true)
public class PulseServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(PulseServlet.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Inject
    private transient PulseService pulses;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        push(request);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        push(request);
    }

    private void push(HttpServletRequest request) {
        String path = request.getPathInfo();
        String token = path == null ? "" : path.substring(1);
        AsyncContext call = request.startAsync();
        call.setTimeout(LONGEST.toMillis());
        pulses.push(token, request::getParameter)
                // on one of the server's threads: a client that does not read must not hold the writer up
                .whenComplete((monitorId, failed) -> call.start(() -> answer(call, monitorId, failed)));
    }

    private static void answer(AsyncContext call, String monitorId, Throwable failed) {
        try {
            HttpServletResponse response = (HttpServletResponse) call.getResponse();
            if (failed == null) {
                JsonObject success = JsonText.object()
                        .add("success", true)
                        .add("monitorId", monitorId)
                        .build();
                send(response, 200, success);
            } else {
                ApiException refused = refusal(failed);
                if (refused.retryAfterSeconds() > 0) {
                    response.setHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
                }
                send(response, refused.status(), Envelope.error("/v1/push", refused));
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.FINE, "a pulse's answer could not be sent", gone);
        } finally {
            call.complete();
        }
    }

    private static void send(HttpServletResponse response, int status, JsonObject json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static ApiException refusal(Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof ApiException known) {
            return known;
        }
        LOG.log(Level.WARNING, "a pulse could not be taken", cause);
        return new ApiException(503, "BUSY", "Too busy to take this pulse").retryAfter(1);
    }
}
