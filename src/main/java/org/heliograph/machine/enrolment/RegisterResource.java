package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.heliograph.json.JsonText;
import org.heliograph.machine.Machine;
import org.heliograph.machine.heartbeat.Heartbeats;
import org.heliograph.rest.Body;
import org.heliograph.rest.DatabaseFailure;
import org.heliograph.rest.Envelope;

/** {@code POST /api/register-machine}: the auth key is the credential. */
@Path("/register-machine")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RegisterResource {
    private static final int LONGEST_KEY = 200;

    @Inject
    private Registration registration;

    @POST
    public Response register(Body body) {
        Registration.Registered registered = register(body.secret("auth_key", LONGEST_KEY), Enrollee.parse(body));
        Machine machine = registered.machine();
        JsonObject data = JsonText.object()
                .add("machine_id", machine.getId())
                .add("node_key", registered.nodeKey())
                .add("org_id", machine.getOrgId())
                .add("name", machine.getName())
                .add("status", machine.getStatus().text())
                .add("ephemeral", machine.isEphemeral())
                .add("heartbeat_interval", Heartbeats.INTERVAL_SECONDS)
                .build();
        return Response.status(registered.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(Envelope.of(data))
                .build();
    }

    /** Once more when another has just taken the name: then there is a machine to revive. */
    private Registration.Registered register(String authKey, Enrollee enrollee) {
        try {
            return registration.register(authKey, enrollee);
        } catch (RuntimeException failed) {
            if (!DatabaseFailure.isDuplicate(failed)) {
                throw failed;
            }
            return registration.register(authKey, enrollee);
        }
    }
}
