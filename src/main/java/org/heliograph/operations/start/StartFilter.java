package org.heliograph.operations.start;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.heliograph.platform.StartState;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** Answers 503 with the reason to every call but those for the health, until the application has started. The first filter of all. */
public class StartFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final int RETRY_SECONDS = 5;

    @Inject
    private transient StartState state;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> reason = state.reason();
        String path = request.getRequestURI();
        if (reason.isEmpty() || path.equals("/health") || path.startsWith("/health/")) {
            chain.doFilter(request, response);
            return;
        }
        ApiException refused = new ApiException(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "STARTING",
                "This node does not serve yet: " + reason.get() + ".");
        byte[] body = Envelope.error(path, refused).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refused.status());
        response.setHeader("Retry-After", "" + RETRY_SECONDS);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
