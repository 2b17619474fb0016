package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.json.JsonText;
import org.heliograph.machine.Machine;
import org.heliograph.machine.agent.AgentScript;
import org.heliograph.machine.heartbeat.HeartbeatService;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.Envelope;

/** {@code POST /api/register-machine}: the auth key is the credential, or the node key of a machine that registers again. */
@Path("/register-machine")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
@SecurityRequirements
public class RegistrationResource {
    private static final int ATTEMPTS = 10;

    @Inject
    private RegistrationService registration;

    @Inject
    private AgentScript agent;

    @Inject
    private HttpServletRequest http;

    @Audited(AuditAction.MACHINE_REGISTER)
    @Operation(summary = "Register a machine by an auth key, or again by its node key")
    @APIResponse(responseCode = "200", ref = "Registered")
    @APIResponse(responseCode = "201", ref = "Registered")
    @POST
    public Response receive(RegisterMachineRequest request) {
        request.requireKey();
        RegistrationService.RegistrationResult result = register(request);
        Machine machine = result.machine();
        JsonObjectBuilder data = JsonText.object()
                .add("machine_id", machine.getId())
                .add("node_key", result.nodeKey())
                .add("org_id", machine.getOrgId())
                .add("name", machine.getName())
                .add("status", machine.getStatus().text())
                .add("ephemeral", machine.isEphemeral())
                .add("reusable", result.reusable())
                .add("heartbeat_interval", HeartbeatService.INTERVAL_SECONDS);
        agent.digest(http).ifPresent(digest -> data.add(AgentScript.DIGEST, digest));
        return Response.status(result.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(Envelope.of(data.build()))
                .build();
    }

    /** Retries when a concurrent registration took the name first. */
    private RegistrationService.RegistrationResult register(RegisterMachineRequest request) {
        for (int left = ATTEMPTS; ; left--) {
            try {
                return registration.register(request);
            } catch (RuntimeException failed) {
                if (left == 1 || !DatabaseException.isDuplicate(failed)) {
                    throw failed;
                }
            }
        }
    }
}
