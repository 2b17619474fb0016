package org.heliograph.identity;

import java.util.List;
import java.util.Set;

/**
 * Where a token is looked at. Some paths take a Bearer or a {@code token} that is no JWT, or none at all although a
 * client sends an old one along: these decide for themselves (docs/protocols.md).
 */
final class TokenPaths {
    private static final List<String> OURS = List.of("/api", "/ws", "/v1", "/health");
    private static final List<String> EXEMPT = List.of("/v1/status", "/v1/push");
    private static final Set<String> EXEMPT_CALLS = Set.of(
            "/api/auth/login",
            "/api/auth/refresh",
            "/api/auth/logout",
            "/api/auth/invitation",
            "/api/register-machine",
            "/api/machine-heartbeat");

    private TokenPaths() {}

    static boolean looksAt(String path) {
        return OURS.stream().anyMatch(room -> within(path, room))
                && EXEMPT.stream().noneMatch(room -> within(path, room))
                && !EXEMPT_CALLS.contains(path);
    }

    private static boolean within(String path, String room) {
        return path.startsWith(room) && (path.length() == room.length() || path.charAt(room.length()) == '/');
    }
}
