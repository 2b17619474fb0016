package org.heliograph.uptime.pulse;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.identity.Caller;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.platform.trace.TraceParent;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.RefusalMetrics;

/** {@code GET|POST /v1/push/{token}[/fail|/start|/{exit code}]}, or with a monitor's id and an API token (docs/status-pages.md). The response follows the commit; no thread waits for it. */
@WebServlet(urlPatterns = "/v1/push/*", asyncSupported = true)
public class PulseServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(PulseServlet.class.getName());
    private static final String ALLOWED = "GET, POST, OPTIONS";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    private transient PulseService pulses;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "GET", "POST" -> push(request);
            case "OPTIONS" -> {
                response.setHeader("Allow", ALLOWED);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> refuse(response, ApiException.methodNotAllowed(ALLOWED));
        }
    }

    private static void refuse(HttpServletResponse response, ApiException refused) throws IOException {
        RefusalMetrics.count(refused);
        ErrorResponseSender.send("/v1/push", response, refused);
    }

    /** The path is the token and the kind of the report; a slash at the end is forgiven. */
    private void push(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        String forgiven = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int slash = forgiven.indexOf('/');
        String token = slash < 0 ? forgiven : forgiven.substring(0, slash);
        String kind = slash < 0 ? "" : forgiven.substring(slash + 1);
        AsyncContext call = request.startAsync();
        call.setTimeout(TIMEOUT.toMillis());
        Optional<TraceParent> trace = CurrentTrace.get();
        pulsed(request, token, kind)
                // on a container thread: a client that does not read must not block the writer
                .whenComplete((monitorId, failed) -> call.start(() -> {
                    try (CurrentTrace.Scope again = CurrentTrace.open(trace)) {
                        respond(call, monitorId, failed);
                    }
                }));
    }

    /** Only an API token makes a caller here: then the address has the id of a monitor in the place of its token. */
    private CompletionStage<String> pulsed(HttpServletRequest request, String name, String kind) {
        return request.getUserPrincipal() instanceof Caller caller
                ? pulses.pushTo(name, caller, kind, request::getParameter)
                : pulses.push(name, kind, request::getParameter);
    }

    private static void respond(AsyncContext call, String monitorId, Throwable failed) {
        try {
            HttpServletResponse response = (HttpServletResponse) call.getResponse();
            if (failed == null) {
                JsonObject success = JsonText.object()
                        .add("success", true)
                        .add("monitorId", monitorId)
                        .build();
                send(response, success);
            } else {
                refuse(response, toApiException(failed));
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.FINE, "the response to a pulse could not be sent", gone);
        } finally {
            call.complete();
        }
    }

    private static void send(HttpServletResponse response, JsonObject json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static ApiException toApiException(Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof ApiException error) {
            return error;
        }
        LOG.log(DatabaseException.logLevel(cause), "a pulse could not be stored", cause);
        return new ApiException(503, "BUSY", "Too busy to accept this pulse").retryAfter(1);
    }
}
