package org.heliograph.machine.data;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.Unaudited;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineListener;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.SequenceHeader;

/** {@code POST /api/db/_rpc}: calls a function by name. The only one is {@code get_dashboard_stats}. */
@Path("/db/_rpc")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class RpcResource {
    record RpcRequest(
            @NotBlank @Size(max = 100) String fn,

            @JsonbProperty("_org_id") @NotBlank @Size(max = 64)
            String orgId) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private DashboardQuery dashboard;

    @Inject
    private EventLog log;

    /**
     * The stock dashboard unwraps {@code data} twice, so that the response contains it twice. The response has the position
     * of the machines' events, which is read before the rows, so that a client that resumes there misses none.
     */
    @Unaudited("it reads only")
    @Operation(summary = "Call get_dashboard_stats")
    @APIResponse(responseCode = "200", ref = "DashboardStats")
    @POST
    public Response call(RpcRequest request) {
        Caller user = caller.get();
        if (!request.fn().equals("get_dashboard_stats")) {
            throw ApiException.notFound("There is no such function.");
        }
        String orgId = request.orgId();
        access.requireMember(user, orgId);
        LogPosition position = log.end(Topic.ofOrganization(orgId, MachineListener.CHANNEL));
        return SequenceHeader.of(
                Envelope.of(JsonText.object().add("data", dashboard.read(orgId)).build()), position);
    }
}
