package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.Unaudited;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Envelope;

/** {@code POST /api/machine-heartbeat}: the node key is the credential. Application-scoped, as this is the most frequent call. */
@Path("/machine-heartbeat")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
@SecurityRequirements
public class HeartbeatResource {
    @Inject
    private HeartbeatService heartbeats;

    @Unaudited("a machine reports its state")
    @Operation(summary = "Report a heartbeat; the node key is the credential")
    @APIResponse(responseCode = "200", ref = "HeartbeatAccepted")
    @POST
    public CompletionStage<JsonObject> receive(HeartbeatRequest request) {
        return heartbeats.receive(request.nodeKey(), request).thenApply(HeartbeatResource::accepted);
    }

    private static JsonObject accepted(HeartbeatRepository.MachineSnapshot machine) {
        return Envelope.of(JsonText.object()
                .add("machine_id", machine.id())
                .add("status", machine.status().text())
                .add("heartbeat_interval", HeartbeatService.INTERVAL_SECONDS)
                .build());
    }
}
