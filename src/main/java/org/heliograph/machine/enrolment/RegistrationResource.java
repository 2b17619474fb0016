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
import org.heliograph.machine.heartbeat.HeartbeatService;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;

/** {@code POST /api/register-machine}: the auth key is the credential. */
@Path("/register-machine")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {
    private static final int MAX_KEY_LENGTH = 200;

    @Inject
    private RegistrationService registration;

    @POST
    public Response register(Body body) {
        RegistrationService.RegistrationResult result =
                register(body.secret("auth_key", MAX_KEY_LENGTH), RegisterMachineRequest.parse(body));
        Machine machine = result.machine();
        JsonObject data = JsonText.object()
                .add("machine_id", machine.getId())
                .add("node_key", result.nodeKey())
                .add("org_id", machine.getOrgId())
                .add("name", machine.getName())
                .add("status", machine.getStatus().text())
                .add("ephemeral", machine.isEphemeral())
                .add("heartbeat_interval", HeartbeatService.INTERVAL_SECONDS)
                .build();
        return Response.status(result.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(Envelope.of(data))
                .build();
    }

    /** Retries once when a concurrent registration took the name: then that machine is registered again. */
    private RegistrationService.RegistrationResult register(String authKey, RegisterMachineRequest request) {
        try {
            return registration.register(authKey, request);
        } catch (RuntimeException failed) {
            if (!DatabaseException.isDuplicate(failed)) {
                throw failed;
            }
            return registration.register(authKey, request);
        }
    }
}
