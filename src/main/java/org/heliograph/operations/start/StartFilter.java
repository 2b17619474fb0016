package org.heliograph.operations.start;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.heliograph.platform.StartState;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;

/**
 * Answers 503 with the reason to every call but those for the health and the metrics, until the application has started. The second filter of all, after
 * {@code org.heliograph.web.RequestFilter} (web.xml).
 */
public class StartFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final int RETRY_SECONDS = 5;

    @Inject
    private transient StartState state;

    /** For the container. */
    public StartFilter() {}

    StartFilter(StartState state) {
        this.state = state;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> reason = state.reason();
        String path = ErrorResponseSender.path(request);
        if (reason.isEmpty() || path.equals("/metrics") || path.equals("/health") || path.startsWith("/health/")) {
            chain.doFilter(request, response);
            return;
        }
        ErrorResponseSender.send(
                request,
                response,
                new ApiException(
                                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                                "STARTING",
                                "This node does not serve yet: " + reason.get() + ".")
                        .retryAfter(RETRY_SECONDS));
    }
}
