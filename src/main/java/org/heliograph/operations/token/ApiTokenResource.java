package org.heliograph.operations.token;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.token.ApiToken;
import org.heliograph.json.JsonText;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/**
 * {@code /api/tokens}: the tokens with which programs call the API. Administrators of the installation manage those of the installation,
 * admins and owners of an organisation those of the organisation. An API token manages none.
 */
@Path("tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class ApiTokenResource {
    private static final Pattern ID = Pattern.compile("[\\w-]{1,64}");

    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private ApiTokenService tokens;

    @Inject
    private TokenCreations creations;

    @Operation(summary = "API tokens of an organisation, for its admins, or of the installation, for platform admins")
    @Parameter(name = "org_id", description = "The organisation; absent for the installation")
    @APIResponse(responseCode = "200", ref = "ApiTokens")
    @GET
    public JsonObject list(@QueryParam("org_id") String orgId) {
        requireAdmin(orgId);
        JsonArrayBuilder rows = JsonText.array();
        tokens.list(orgId).forEach(token -> rows.add(row(token)));
        return Envelope.of(rows.build());
    }

    /** The only response that contains the token itself. */
    @Audited(AuditAction.API_TOKEN_CREATE)
    @Operation(summary = "Create an API token; the only response that shows it")
    @APIResponse(responseCode = "201", ref = "ApiToken")
    @POST
    public Response create(CreateApiTokenRequest request) {
        Caller creator = requireAdmin(request.orgId());
        if (!AccessTokenFactory.isFromSignIn(creator)) {
            // what its makers may now is known of accounts of this installation only
            throw ApiException.forbidden("API tokens are for accounts of this installation.");
        }
        ApiTokenService.Created created = tokens.create(request, creator);
        JsonObject row = row(created.token()).add("token", created.secret()).build();
        return Response.status(Response.Status.CREATED).entity(Envelope.of(row)).build();
    }

    @Audited(AuditAction.API_TOKEN_REVOKE)
    @Operation(summary = "Revoke an API token, and close its connections; lists what programs made with it")
    @Parameter(name = "org_id", description = "The organisation of the token; absent for the installation")
    @APIResponse(responseCode = "200", ref = "ApiTokenCreations")
    @DELETE
    @Path("{id}")
    public JsonObject revoke(@PathParam("id") String id, @QueryParam("org_id") String orgId) {
        requireAdmin(orgId);
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("There is no such API token.");
        }
        tokens.revoke(id, orgId);
        // after the commit: what a call of the token committed meanwhile is there
        return Envelope.of(creations(id, creations.list(id, orgId)));
    }

    @Audited(AuditAction.AUTH_KEY_REVOKE)
    @Operation(
            summary =
                    "Revoke the auth keys, screen tokens and invitations that programs made with an API token, also a revoked one")
    @Parameter(name = "org_id", description = "The organisation of the token; absent for the installation")
    @APIResponse(responseCode = "200", ref = "ApiTokenCreations")
    @POST
    @Path("{id}/revoke-created")
    public JsonObject revokeCreated(@PathParam("id") String id, @QueryParam("org_id") String orgId) {
        requireAdmin(orgId);
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("There is no such API token.");
        }
        return Envelope.of(creations(id, creations.revoke(id, orgId)));
    }

    private static JsonObject creations(String id, JsonObject made) {
        return JsonText.object().add("id", id).addAll(JsonText.object(made)).build();
    }

    private Caller requireAdmin(String orgId) {
        if (orgId == null) {
            return caller.requirePlatformAdmin();
        }
        Caller admin = caller.get();
        access.requireAdmin(admin, orgId);
        return admin;
    }

    private static JsonObjectBuilder row(ApiToken token) {
        JsonArrayBuilder scopes = JsonText.array();
        token.scopes().stream().sorted().forEach(scope -> scopes.add(scope.text()));
        return JsonText.object()
                .add("id", token.id())
                .add("name", token.name())
                .add("prefix", token.prefix())
                .add("scopes", scopes)
                .add("org_id", token.orgId() == null ? JsonValue.NULL : JsonText.value(token.orgId()))
                .add("created_by", token.createdBy())
                .add("created_at", Timestamps.format(token.createdAt()))
                .add("expires_at", Timestamps.format(token.expiresAt()))
                .add(
                        "last_used_at",
                        token.lastUsedAt() == null
                                ? JsonValue.NULL
                                : JsonText.value(Timestamps.format(token.lastUsedAt())));
    }
}
