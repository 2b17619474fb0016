package org.heliograph.operations.organization;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListBounds;

/** {@code /api/admin/organizations}: all organisations of the installation, for its administrators. */
@Path("admin/organizations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class OrganizationListResource {
    @Inject
    private OrganizationContents contents;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "Find organisations by name or id; platform role admin")
    @APIResponse(responseCode = "200", ref = "AllOrganizations")
    @GET
    public JsonObject list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        caller.requirePlatformAdmin();
        return Envelope.of(contents.list(search, ListBounds.limit(limit), ListBounds.offset(offset)));
    }
}
