package org.heliograph.operations.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Organization;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/organizations/…}: renames and deletes an organisation. */
@Path("organizations/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
public class OrganizationAdminResource {
    record RenameOrganizationRequest(
            @NotBlank @Size(max = 200) String name) {}

    @Inject
    private OrganizationAdminService organizations;

    @Inject
    private CurrentCaller caller;

    @Audited(AuditAction.ORGANIZATION_UPDATE)
    @Operation(summary = "Rename an organisation, whose id stays; its admins and owners, and the platform role admin")
    @APIResponse(responseCode = "200", ref = "Organization")
    @PATCH
    public JsonObject rename(@PathParam("id") String id, RenameOrganizationRequest request) {
        Organization renamed = organizations.rename(id, request.name(), caller.get());
        return Envelope.of(JsonText.object()
                .add("id", renamed.getId())
                .add("name", renamed.getName())
                .add("created_at", Timestamps.format(renamed.getCreatedAt()))
                .build());
    }

    @Operation(
            summary = "What belongs to an organisation and would be deleted; its owners, and the platform role admin")
    @APIResponse(responseCode = "200", ref = "OrganizationContents")
    @GET
    @Path("deletion")
    public JsonObject preview(@PathParam("id") String id) {
        return Envelope.of(organizations.preview(id, caller.get()));
    }

    @Audited(AuditAction.ORGANIZATION_DELETE)
    @Operation(
            summary =
                    "Delete an organisation with everything that belongs to it, for which name repeats its name; its owners,"
                            + " and the platform role admin")
    @APIResponse(responseCode = "200", ref = "OrganizationContents")
    @DELETE
    public JsonObject delete(@PathParam("id") String id, @QueryParam("name") String name) {
        if (name == null) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter name is missing.");
        }
        return Envelope.of(organizations.delete(id, name, caller.get()));
    }
}
