package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.Unaudited;
import org.heliograph.json.JsonText;
import org.heliograph.machine.agent.AgentScript;
import org.heliograph.rest.Envelope;

/** {@code POST /api/machine-heartbeat}: the node key is the credential. Application-scoped, as this is the most frequent call. */
@Path("/machine-heartbeat")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
@SecurityRequirements
public class HeartbeatResource {
    /** The value of the parameter {@code agent} that asks for the digest of the agent's script. */
    private static final String DIGEST = "digest";

    @Inject
    private HeartbeatService heartbeats;

    @Inject
    private AgentScript agent;

    @Unaudited("a machine reports its state")
    @Operation(summary = "Report a heartbeat; the node key is the credential")
    @APIResponse(responseCode = "200", ref = "HeartbeatAccepted")
    @POST
    public CompletionStage<JsonObject> receive(
            HeartbeatRequest request, @QueryParam("agent") String wanted, @Context HttpServletRequest http) {
        // read before the answer is ready: on another thread the request can no longer be asked
        Optional<String> digest = DIGEST.equals(wanted) ? agent.digest(http) : Optional.empty();
        return heartbeats.receive(request.nodeKey(), request).thenApply(machine -> accepted(machine, digest));
    }

    private static JsonObject accepted(HeartbeatRepository.MachineSnapshot machine, Optional<String> digest) {
        JsonObjectBuilder data = JsonText.object()
                .add("machine_id", machine.id())
                .add("status", machine.status().text())
                .add("heartbeat_interval", HeartbeatService.INTERVAL_SECONDS);
        digest.ifPresent(text -> data.add(AgentScript.DIGEST, text));
        return Envelope.of(data.build());
    }
}
