package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;

/** {@code POST /api/machine-heartbeat}: the node key is the credential. Application-scoped, as this is the most frequent call. */
@Path("/machine-heartbeat")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class HeartbeatResource {
    private static final int MAX_KEY_LENGTH = 200;

    @Inject
    private HeartbeatService heartbeats;

    @POST
    public JsonObject receive(Body body) {
        HeartbeatRepository.MachineSnapshot machine =
                heartbeats.receive(body.secret("node_key", MAX_KEY_LENGTH), HeartbeatRequest.parse(body));
        return Envelope.of(JsonText.object()
                .add("machine_id", machine.id())
                .add("status", machine.status().text())
                .add("heartbeat_interval", HeartbeatService.INTERVAL_SECONDS)
                .build());
    }
}
