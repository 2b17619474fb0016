package org.heliograph.identity.profile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.signin.SessionRepository;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/auth/sessions}: the sessions of the caller's account. */
@Path("auth/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SessionResource {
    @Inject
    private SessionService service;

    @Inject
    private SessionRepository sessions;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "The sessions of the caller's account, the last used first")
    @APIResponse(responseCode = "200", ref = "Sessions")
    @GET
    public JsonObject list() {
        Caller owner = caller.get();
        String current = AccessTokenFactory.session(owner);
        JsonArrayBuilder rows = JsonText.array();
        sessions.list(owner.userId()).forEach(session -> rows.add(row(session, current)));
        return Envelope.of(rows.build());
    }

    @Audited(AuditAction.SESSION_END_OTHERS)
    @Operation(summary = "End every session of the caller's account but this one")
    @APIResponse(responseCode = "200", ref = "EndedSessions")
    @DELETE
    public JsonObject endOthers() {
        Caller owner = caller.get();
        int ended = service.endOthers(owner.userId(), AccessTokenFactory.session(owner));
        return Envelope.of(JsonText.object().add("ended", ended).build());
    }

    @Audited(AuditAction.SESSION_END)
    @Operation(summary = "End a session of the caller's account")
    @APIResponse(responseCode = "200", ref = "Empty")
    @DELETE
    @Path("{id}")
    public JsonObject end(@PathParam("id") String id) {
        if (!service.end(caller.get().userId(), id)) {
            throw ApiException.notFound("There is no such session.");
        }
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject row(SessionRepository.Session session, String current) {
        JsonObjectBuilder row = JsonText.object()
                .add("id", session.id())
                .add("current", session.id().equals(current));
        add(row, "client", session.client());
        add(row, "address", session.address());
        add(row, "started_at", session.started().map(Timestamps::format));
        add(row, "last_used_at", session.lastUsed().map(Timestamps::format));
        return row.build();
    }

    private static void add(JsonObjectBuilder row, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> row.add(name, text), () -> row.addNull(name));
    }
}
