package org.heliograph.machine.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListPage;

/** What happened to the machines of an organisation, for its members (docs/protocols.md). */
@Path("/machine-events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class MachineEventResource {
    @Inject
    private MemberCheck members;

    @Inject
    private MachineEventService events;

    @Operation(summary = "Events of the machines of an organisation, newest first, for 90 days by default")
    @Parameter(name = "org_id", description = "An organisation", required = true)
    @Parameter(name = "machine_id", description = "Only those of a machine, which may have been deleted since")
    @APIResponse(responseCode = "200", ref = "MachineEvents")
    @GET
    public Response list(
            @QueryParam("org_id") String orgId, @QueryParam("machine_id") String machineId, @Context UriInfo uri) {
        members.require(orgId);
        String only = machineId == null || machineId.isEmpty() ? null : machineId;
        ListPage page = ListPage.of(uri);
        return page.respond(events.list(orgId, only, page), Envelope::of);
    }
}
