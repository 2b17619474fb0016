package org.heliograph.rest.origin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.SequenceHeader;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * The headers by which browsers let pages of other origins read responses (Fetch standard, CORS): of the origins that may open the socket
 * of the same data, and of no others. Without the browser's credentials: a token is a header that the page sets, and cookies never come
 * along. Set before a response is made: by a filter, and by the authentication, which comes before any filter.
 */
@ApplicationScoped
public class CrossOriginHeaders {
    private static final String READING = "GET, HEAD, OPTIONS";
    private static final String ALL = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, If-None-Match, Last-Event-ID, X-Heliograph-Screen";
    private static final String EXPOSED = SequenceHeader.HEADER + ", " + SequenceHeader.EPOCH_HEADER
            + ", ETag, Link, Retry-After, Content-Disposition";
    /** Browsers keep a permission for two hours at most. */
    private static final String MAX_AGE_SECONDS = "7200";

    /** Administration is for pages of this host only: those of other origins are dashboards. */
    private static final List<String> ADMINISTRATION = List.of(
            "/api/accounts",
            "/api/admin",
            "/api/audit",
            "/api/operations",
            "/api/organizations",
            "/api/screen-tokens",
            "/api/tokens");

    private List<Policy> policies;

    /** For the container's proxies. */
    protected CrossOriginHeaders() {}

    @Inject
    CrossOriginHeaders(Configuration configuration) {
        String status = configuration.get(SocketSettings.ORIGINS_STATUS);
        String fleet = configuration.get(SocketSettings.ORIGINS_REALTIME);
        String alerts = SocketSettings.publicOrigins(configuration, SocketSettings.ORIGINS_ALERTS);
        String shared = SocketSettings.publicOrigins(configuration, SocketSettings.ORIGINS_WS);
        String any = String.join(",", status, fleet, alerts, shared);
        Stream<Policy> open = Stream.of(
                Policy.of("/v1/status/", status, READING),
                Policy.of("/v1/events", status, READING),
                Policy.of("/api/v1/alerts", alerts, ALL),
                Policy.of("/api/publish", shared, ALL),
                // where a program asks why its socket does not open
                Policy.of("/ws", shared, READING),
                Policy.of("/api/", fleet, ALL),
                Policy.of("/health/live", any, READING),
                Policy.of("/sdk/", any, READING));
        policies = Stream.concat(ADMINISTRATION.stream().map(path -> Policy.of(path, "", ALL)), open)
                .toList();
    }

    /** Sets the headers of any response. A page of an origin that is not allowed gets the response without them. */
    public void set(HttpServletRequest request, HttpServletResponse response) {
        policy(request).ifPresent(policy -> policy.set(request, response));
    }

    /**
     * Answers the question of a browser whether a page may send a request.
     *
     * @return whether the request was one
     */
    public boolean answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        Optional<Policy> policy = policy(request);
        if (policy.isEmpty()
                || !request.getMethod().equals("OPTIONS")
                || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        if (response.getHeader(Policy.ALLOWED) != null) {
            response.setHeader("Access-Control-Allow-Methods", policy.get().methods());
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    private Optional<Policy> policy(HttpServletRequest request) {
        String path = ErrorResponseSender.path(request);
        return policies.stream()
                .filter(policy -> path.startsWith(policy.prefix()))
                .findFirst();
    }

    /**
     * What holds below a path.
     *
     * @param anyOrigin whether pages of every origin may read it
     * @param methods   those that a page may use
     */
    private record Policy(String prefix, Origins origins, boolean anyOrigin, String methods) {
        private static final String ALLOWED = "Access-Control-Allow-Origin";

        static Policy of(String prefix, String configured, String methods) {
            Origins origins = new Origins(configured);
            return new Policy(prefix, origins, origins.areAll(), methods);
        }

        void set(HttpServletRequest request, HttpServletResponse response) {
            if (anyOrigin) {
                response.setHeader(ALLOWED, "*");
                response.setHeader("Access-Control-Expose-Headers", EXPOSED);
                return;
            }
            response.addHeader("Vary", "Origin");
            String origin = request.getHeader("Origin");
            if (origin != null && origins.allows(origin, request.getHeader("Host"))) {
                response.setHeader(ALLOWED, origin);
                response.setHeader("Access-Control-Expose-Headers", EXPOSED);
            }
        }
    }
}
