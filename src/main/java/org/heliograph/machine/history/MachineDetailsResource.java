package org.heliograph.machine.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.LogPosition;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.SequenceHeader;

/** One machine, for the members of its organisation. To others it does not exist. */
@Path("/machines/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class MachineDetailsResource {
    private static final Map<String, Duration> WINDOWS = Map.of(
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30),
            "quarter", Duration.ofDays(90));

    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private MachineDetailsService machines;

    @Inject
    private EventLog log;

    /** The response has the position of the machines' events, which is read before the rest. */
    @Operation(summary = "One machine, with its enrolment and since when it has its status")
    @APIResponse(responseCode = "200", ref = "MachineDetails")
    @GET
    public Response read(@PathParam("id") String id) {
        String orgId = requireReadable(id);
        LogPosition position = log.end(MachineEventRecorder.topic(orgId));
        JsonObject machine = machines.read(id, administers(orgId)).orElseThrow(MachineDetailsResource::notFound);
        return SequenceHeader.of(Envelope.of(machine), position);
    }

    @Operation(summary = "When a machine was online")
    @Parameter(name = "window", description = "day, which is the default, week, month (30 days) or quarter (90 days)")
    @APIResponse(responseCode = "200", ref = "MachineAvailability")
    @GET
    @Path("availability")
    public JsonObject availability(@PathParam("id") String id, @QueryParam("window") String window) {
        String orgId = requireReadable(id);
        Duration chosen = WINDOWS.get(window == null || window.isEmpty() ? "day" : window);
        if (chosen == null) {
            throw ApiException.badRequest("The parameter window must be day, week, month or quarter.");
        }
        return Envelope.of(machines.availability(orgId, id, chosen));
    }

    private boolean administers(String orgId) {
        return access.roleIn(caller.get(), orgId).filter(Role::administers).isPresent();
    }

    /** @return the organisation @throws ApiException 404 for a machine that the caller may not see, or that does not exist */
    private String requireReadable(String id) {
        var reader = caller.get();
        return machines.organizationOf(id)
                .filter(orgId -> access.roleIn(reader, orgId).isPresent())
                .orElseThrow(MachineDetailsResource::notFound);
    }

    private static ApiException notFound() {
        return ApiException.notFound("There is no such machine.");
    }
}
