package org.heliograph.operations.screen;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.screen.ScreenToken;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/screen-tokens}: the tokens with which wall screens read alerts, for administrators of the installation. */
@Path("screen-tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class ScreenTokenResource {
    private static final Pattern ID = Pattern.compile("[\\w-]{1,64}");

    @Inject
    private CurrentCaller caller;

    @Inject
    private ScreenTokenService tokens;

    @Operation(summary = "Screen tokens; platform role admin")
    @APIResponse(responseCode = "200", ref = "ScreenTokens")
    @GET
    public JsonObject list() {
        caller.requirePlatformAdmin();
        return Envelope.of(rows(tokens.list()));
    }

    /** The only response that contains the token itself. */
    @Audited(AuditAction.SCREEN_TOKEN_CREATE)
    @Operation(summary = "Create a screen token; the only response that shows it; platform role admin")
    @APIResponse(responseCode = "201", ref = "ScreenToken")
    @POST
    public Response create(CreateScreenTokenRequest request) {
        Caller admin = caller.requirePlatformAdmin();
        ScreenToken token = tokens.create(request, admin);
        JsonObject row = row(token).add("token", token.secret()).build();
        return Response.status(Response.Status.CREATED).entity(Envelope.of(row)).build();
    }

    @Audited(AuditAction.SCREEN_TOKEN_REVOKE)
    @Operation(summary = "Revoke a screen token; platform role admin")
    @DELETE
    @Path("{id}")
    public JsonObject revoke(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("There is no such screen token.");
        }
        tokens.revoke(id);
        return Envelope.of(JsonText.object().add("id", id).build());
    }

    /** The rows of tokens, as the list has them. */
    public static JsonArray rows(List<ScreenToken> all) {
        JsonArrayBuilder rows = JsonText.array();
        all.forEach(token -> rows.add(row(token)));
        return rows.build();
    }

    private static JsonObjectBuilder row(ScreenToken token) {
        return JsonText.object()
                .add("id", token.getId())
                .add("name", token.getName())
                .add("prefix", token.getPrefix())
                .add("created_by", token.getCreatedBy())
                .add("created_at", Timestamps.format(token.getCreatedAt()))
                .add(
                        "last_used_at",
                        token.getLastUsedAt() == null
                                ? JsonValue.NULL
                                : JsonText.value(Timestamps.format(token.getLastUsedAt())));
    }
}
