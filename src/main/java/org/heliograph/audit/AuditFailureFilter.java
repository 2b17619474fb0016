package org.heliograph.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Set;

/**
 * Records the failures of one resource method: calls that were refused, or that failed. Malformed calls and calls for something that
 * does not exist try nothing and are left out.
 */
final class AuditFailureFilter implements ContainerResponseFilter {
    private static final Set<Integer> TRY_NOTHING = Set.of(400, 404, 405, 406, 413, 415);

    /** Below paths whose errors have no codes. */
    private static final Map<Integer, String> CODES =
            Map.of(401, "UNAUTHORIZED", 403, "FORBIDDEN", 409, "CONFLICT", 429, "RATE_LIMITED");

    private final AuditAction action;
    private final AuditTrail trail;
    private final AuditSource source;

    AuditFailureFilter(AuditAction action, AuditTrail trail, AuditSource source) {
        this.action = action;
        this.trail = trail;
        this.source = source;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        // what the server could not do, because its database is away or busy, is said in its own log
        if (status < 400 || status >= 500 || TRY_NOTHING.contains(status)) {
            return;
        }
        AuditSource.Attempt attempt = source.attempt();
        // the organisation is that in which a signed-in caller was refused, never one that only the address of the
        // request names
        trail.recordLater(AuditEntry.of(action)
                .in(attempt.orgId())
                .on(target(request.getUriInfo().getPathParameters()), attempt.target())
                .seenByOrganizationsOf(attempt.email())
                .failed(code(response)));
    }

    /** What the address names, such as {@code monitor/api}; null when it names nothing. */
    private static String target(MultivaluedMap<String, String> path) {
        String kind = path.containsKey("kind") ? path.getFirst("kind") : path.getFirst("type");
        String id = path.containsKey("account") ? path.getFirst("account") : path.getFirst("id");
        String noun = kind == null ? null : kind.replaceFirst("s$", "");
        return noun == null ? id : id == null ? noun : noun + "/" + id;
    }

    /** The code in the envelope of the error; that of the status where there is none. */
    private static String code(ContainerResponseContext response) {
        boolean coded = response.getEntity() instanceof JsonObject body
                && body.get("error") instanceof JsonObject error
                && error.get("code") instanceof JsonString;
        return coded
                ? ((JsonObject) response.getEntity()).getJsonObject("error").getString("code")
                : CODES.getOrDefault(response.getStatus(), "HTTP_" + response.getStatus());
    }
}
