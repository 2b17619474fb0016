package org.heliograph.machine.data;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.machine.MachineListener;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListWindow;
import org.heliograph.rest.SequenceHeader;

/** {@code GET /api/machines}: the part of the list of machines that a page shows, for the members of the organisation. */
@Path("/machines")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class MachineListResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private MachineListRepository machines;

    @Inject
    private EventLog log;

    @Context
    private UriInfo uri;

    /** The response has the position of the machines' events, which is read before the rows. */
    @Operation(summary = "A window of the sorted list of machines, and how many match")
    @Parameter(name = "org_id", description = "An organisation")
    @Parameter(name = "search", description = "Words in the name, address, system or version")
    @Parameter(name = "status", description = "online, offline, pending, quarantined or disabled")
    @Parameter(
            name = "sort",
            description = "name, status, tailnet_ip, os or last_seen, with a hyphen before it for the reverse order")
    @Parameter(name = "offset", description = "Rows before the first one")
    @Parameter(name = "limit", description = "Most rows, 100 by default, at most 1000")
    @APIResponse(responseCode = "200", ref = "MachineList")
    @GET
    public Response list() {
        var reader = caller.get();
        String orgId = parameter("org_id");
        if (orgId.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter org_id is missing.");
        }
        access.requireMember(reader, orgId);
        ListWindow window =
                ListWindow.parse(uri.getQueryParameters(), MachineListRepository.SORTS, List.of("org_id", "status"));
        String status = parameter("status");
        if (!MachineListRepository.isStatus(status)) {
            throw ApiException.badRequest(
                    "The parameter status must be online, offline, pending, quarantined or disabled.");
        }
        LogPosition position = log.end(Topic.ofOrganization(orgId, MachineListener.CHANNEL));
        return SequenceHeader.of(Envelope.of(machines.read(orgId, status, window)), position);
    }

    private String parameter(String name) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null ? "" : value;
    }
}
