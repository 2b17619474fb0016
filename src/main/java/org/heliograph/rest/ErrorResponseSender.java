package org.heliograph.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes the responses of refused requests where JAX-RS does not: in filters, servlets and the authentication. */
public final class ErrorResponseSender {
    private static final String REFUSAL = ErrorResponseSender.class.getName() + ".refusal";

    private ErrorResponseSender() {}

    /** Sends status, headers and body of a refusal that is counted already. @param path the path of the request, which selects the envelope of the body */
    public static void send(String path, HttpServletResponse response, ApiException refused) throws IOException {
        byte[] body = Envelope.error(path, refused).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        refused.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getOutputStream().write(body);
    }

    /**
     * As {@link #send(HttpServletRequest, HttpServletResponse, ApiException)}, where the server may dispatch to the error page although
     * the response is written: WildFly does so when the authentication fails. The response must still be in its buffer then.
     */
    public static void sendBeforeDispatch(
            HttpServletRequest request, HttpServletResponse response, ApiException refused) throws IOException {
        request.setAttribute(REFUSAL, refused);
        send(request, response, refused);
    }

    /** What {@link #sendBeforeDispatch} has sent. */
    public static Optional<ApiException> sent(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) instanceof ApiException refused ? Optional.of(refused) : Optional.empty();
    }

    /** As {@link #send(String, HttpServletResponse, ApiException)}, in the envelope of the request's path. */
    public static void send(HttpServletRequest request, HttpServletResponse response, ApiException refused)
            throws IOException {
        RefusalMetrics.count(refused);
        send(path(request), response, refused);
    }

    /** The path below the context root, whichever servlet is mapped to it. */
    public static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
