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
import org.heliograph.rest.DatabaseFailure;
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
        RegistrationService.Registered registered = register(request.authKey(), request);
        Machine machine = registered.machine();
        JsonObject data = JsonText.object()
                .add("machine_id", machine.getId())
                .add("node_key", registered.nodeKey())
                .add("org_id", machine.getOrgId())
                .add("name", machine.getName())
                .add("status", machine.getStatus().text())
                .add("ephemeral", machine.isEphemeral())
                .add("heartbeat_interval", HeartbeatService.INTERVAL_SECONDS)
                .build();
        return Response.status(registered.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(Envelope.of(data))
                .build();
    }

    /** Once more when another has just taken the name: then there is a machine to revive. */
    private RegistrationService.Registered register(String authKey, RegisterMachineRequest enrollee) {
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
