package org.heliograph.machine.data;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineListener;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.SequenceHeader;

/** {@code POST /api/db/_rpc}: calls a function by name. The only one is {@code get_dashboard_stats}. */
@Path("/db/_rpc")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RpcResource {
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
    @POST
    public Response call(Body body) {
        Caller user = caller.get();
        if (!body.string("fn", 100).equals("get_dashboard_stats")) {
            throw ApiException.notFound("There is no such function.");
        }
        String orgId = body.string("_org_id", 64);
        access.requireMember(user, orgId);
        long seq = log.position(Topic.ofOrganization(orgId, MachineListener.CHANNEL));
        return SequenceHeader.of(
                Envelope.of(JsonText.object().add("data", dashboard.read(orgId)).build()), seq);
    }
}
