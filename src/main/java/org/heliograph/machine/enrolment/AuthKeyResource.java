package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.LogPosition;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListPage;

/** {@code /api/keys}: auth keys, for admins and owners. */
@Path("/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
public class AuthKeyResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private AuthKeyService keys;

    @Inject
    private CreatedKeyService createdKeys;

    @Inject
    private EventLog log;

    @Operation(summary = "Auth keys of an organisation")
    @APIResponse(responseCode = "200", ref = "AuthKeys")
    @GET
    public Response list(@QueryParam("org_id") String orgId, @Context UriInfo uri) {
        requireAdmin(orgId);
        LogPosition position = log.end(AuthKeyListener.topic(orgId));
        ListPage page = ListPage.of(uri);
        return page.respond(keys.list(orgId, page), Envelope::of, position);
    }

    /** The only response that contains the key itself. */
    @Audited(AuditAction.AUTH_KEY_CREATE)
    @Operation(summary = "Create an auth key; the only response that shows it")
    @APIResponse(responseCode = "201", ref = "AuthKey")
    @POST
    public Response create(CreateAuthKeyRequest request) {
        requireAdmin(request.orgId());
        request.requireConsistency();
        AuthKey key = keys.create(request.orgId(), request, caller.get());
        JsonObject row = AuthKeyListener.row(key).add("key", key.secret()).build();
        return Response.status(Response.Status.CREATED).entity(Envelope.of(row)).build();
    }

    @Audited(AuditAction.AUTH_KEY_REVOKE)
    @Operation(summary = "Revoke an auth key")
    @APIResponse(responseCode = "200", ref = "AuthKey")
    @DELETE
    @Path("/{id}")
    public JsonObject revoke(@PathParam("id") String id, @QueryParam("org_id") String orgId) {
        requireAdmin(orgId);
        return Envelope.of(AuthKeyListener.row(keys.revoke(orgId, id)).build());
    }

    @Audited(AuditAction.AUTH_KEY_REVOKE)
    @Operation(summary = "Revoke every valid auth key that an account made in an organisation")
    @APIResponse(responseCode = "200", ref = "AuthKeys")
    @DELETE
    public JsonObject revokeAll(@QueryParam("org_id") String orgId, @QueryParam("created_by") String createdBy) {
        requireAdmin(orgId);
        if (createdBy == null || createdBy.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter created_by is missing.");
        }
        return Envelope.of(createdKeys.revokeAll(orgId, createdBy));
    }

    private void requireAdmin(String orgId) {
        Caller admin = caller.get();
        if (orgId == null || orgId.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter org_id is missing.");
        }
        access.requireAdmin(admin, orgId);
    }
}
