package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heliograph.rest.RawQuery;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Reads the tokens of a request: from the Authorization header, an offered subprotocol, the query of a socket or a stream, and, if
 * so configured, from a cookie. On some paths a Bearer or a {@code token} is no JWT, or an old token that clients send along must
 * not matter; there it reads none (docs/protocols.md).
 */
@ApplicationScoped
class TokenExtractor {
    private static final List<String> PATHS = List.of("/api", "/ws", "/v1", "/health");
    private static final List<String> EXEMPT_PATHS = List.of("/v1/status", "/v1/events", "/v1/push");
    /** Where a Bearer is another secret of programs, instead of which they may send an API token: pulses, the webhook, metrics. */
    private static final List<String> PROGRAM_PATHS = List.of("/v1/push", "/internal", "/metrics");

    private static final Set<String> EXEMPT_CALLS = Set.of(
            "/api/auth/login",
            "/api/auth/challenge",
            "/api/auth/challenge/factor",
            "/api/auth/refresh",
            "/api/auth/logout",
            "/api/auth/invitation",
            "/api/auth/reset",
            "/api/auth/reset/request",
            "/api/auth/oidc",
            "/api/auth/oidc/start",
            "/api/auth/oidc/logout",
            "/api/register-machine",
            "/api/machine-heartbeat");
    /** Sockets and streams: browsers can send no header with these. Addresses of other calls are kept in logs and histories. */
    private static final Set<String> QUERY_PATHS =
            Set.of("/api/realtime", "/api/events", "/ws", "/ws/alerts", "/api/v1/alerts/events");

    private static final List<String> SUBPROTOCOLS = List.of("token-", "access_token.");
    private static final String BEARER = "bearer";
    private static final String QUERY_PARAMETER = "token";

    /** The name of the cookie; empty when the Authorization header carries tokens. */
    private Optional<String> cookie = Optional.empty();

    /** For the container's proxies. */
    protected TokenExtractor() {}

    @Inject
    TokenExtractor(Configuration configuration) {
        boolean byCookie = configuration.get(SignInSettings.JWT_TOKEN_HEADER).equals("Cookie");
        cookie = byCookie ? Optional.of(configuration.get(SignInSettings.JWT_TOKEN_COOKIE)) : Optional.empty();
    }

    /** Whether a token of another issuer is expected in a cookie and not in the Authorization header. */
    boolean expectsCookie() {
        return cookie.isPresent();
    }

    /** The distinct tokens of a request; more than one is a contradiction. */
    Set<String> tokens(HttpServletRequest request) {
        String path = path(request);
        if (PROGRAM_PATHS.stream().anyMatch(root -> isWithin(path, root))) {
            Set<String> tokens = fromAuthorization(request);
            tokens.removeIf(token -> !token.startsWith(ApiTokenChecker.PREFIX));
            return tokens;
        }
        if (!readsPath(path)) {
            return Set.of();
        }
        Set<String> tokens = new LinkedHashSet<>(fromAuthorization(request));
        if (QUERY_PATHS.contains(path)) {
            tokens.addAll(RawQuery.values(request, QUERY_PARAMETER));
        }
        for (String header : Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))) {
            fromSubprotocols(header, tokens);
        }
        if (tokens.isEmpty() && cookie.isPresent() && isFromOwnPage(request)) {
            fromCookies(request.getCookies(), tokens);
        }
        return tokens;
    }

    /** Whether the address carries a token on a path that takes none there. */
    boolean isMisplaced(HttpServletRequest request) {
        String path = path(request);
        return readsPath(path)
                && !QUERY_PATHS.contains(path)
                && !RawQuery.values(request, QUERY_PARAMETER).isEmpty();
    }

    /** Whether a request is for a socket or a stream that takes a token. */
    static boolean isHandshake(HttpServletRequest request) {
        return QUERY_PATHS.contains(path(request));
    }

    /** The path below the context root, whichever servlet is mapped to it. */
    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    static boolean readsPath(String path) {
        return PATHS.stream().anyMatch(root -> isWithin(path, root))
                && EXEMPT_PATHS.stream().noneMatch(root -> isWithin(path, root))
                && !EXEMPT_CALLS.contains(path);
    }

    private static boolean isWithin(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /** The tokens of the Authorization header. */
    static Set<String> fromAuthorization(HttpServletRequest request) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String header : Collections.list(request.getHeaders("Authorization"))) {
            String[] parts = header.strip().split("\\s+", 2);
            if (parts[0].equalsIgnoreCase(BEARER)) {
                tokens.add(parts.length == 2 ? parts[1] : "");
            }
        }
        return tokens;
    }

    private static void fromSubprotocols(String header, Set<String> tokens) {
        for (String offered : header.split(",")) {
            for (String prefix : SUBPROTOCOLS) {
                if (offered.strip().startsWith(prefix)) {
                    tokens.add(offered.strip().substring(prefix.length()));
                }
            }
        }
    }

    private void fromCookies(Cookie[] cookies, Set<String> tokens) {
        for (Cookie one : cookies == null ? new Cookie[0] : cookies) {
            if (one.getName().equals(cookie.orElseThrow())) {
                tokens.add(one.getValue());
            }
        }
    }

    /** Browsers send cookies along with requests of any page; only pages of this host may use them. */
    private static boolean isFromOwnPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
