package org.heliograph.operations.overview;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.Envelope;

/** {@code GET /api/first-steps}: which first steps of an installation and of an organisation are done, for those who can do them. */
@Path("first-steps")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class FirstStepsResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private FirstSteps steps;

    @Operation(
            summary =
                    "First steps that are done: of the installation for its administrators, of an organisation for its admins")
    @Parameter(name = "org_id", description = "The organisation; absent for none")
    @APIResponse(responseCode = "200", ref = "FirstSteps")
    @GET
    public JsonObject read(@QueryParam("org_id") String orgId) {
        Caller reader = caller.get();
        boolean administers = orgId != null
                && !orgId.isEmpty()
                && access.requireMember(reader, orgId).administers();
        return Envelope.of(steps.read(reader.isPlatformAdmin(), administers ? orgId : null));
    }
}
