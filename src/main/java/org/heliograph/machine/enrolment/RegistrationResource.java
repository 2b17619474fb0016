package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.json.JsonText;
import org.heliograph.machine.Machine;
import org.heliograph.machine.heartbeat.HeartbeatService;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.Envelope;

/** {@code POST /api/register-machine}: the auth key is the credential. */
@Path("/register-machine")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
@SecurityRequirements
public class RegistrationResource {
    @Inject
    private RegistrationService registration;

    @Operation(summary = "Register a machine by an auth key, or revive it")
    @APIResponse(responseCode = "200", ref = "Registered")
    @APIResponse(responseCode = "201", ref = "Registered")
    @POST
    public Response register(RegisterMachineRequest request) {
        RegistrationService.RegistrationResult result = register(request.authKey(), request);
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
