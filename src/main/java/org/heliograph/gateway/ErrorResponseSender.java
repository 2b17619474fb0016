package org.heliograph.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** Writes error responses for filters and servlets, where JAX-RS does not. */
public final class ErrorResponseSender {
    private ErrorResponseSender() {}

    /** Sends status, headers and body. @param path the path of the request, which selects the envelope of the body */
    public static void send(String path, HttpServletResponse response, ApiException refused) throws IOException {
        byte[] body = Envelope.error(path, refused).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        if (refused.retryAfterSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
        }
        if (refused.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
