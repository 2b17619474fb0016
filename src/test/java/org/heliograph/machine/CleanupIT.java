package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cleanup as described in docs/protocols.md, with a timeout of seconds instead of minutes. */
class CleanupIT {
    private final Fleet acme = Fleet.acme(ShortIntervalServer.server());
    private final SocketClient socket = acme.listen("machines").pinging();

    @AfterEach
    void disconnect() {
        socket.close();
    }

    @Test
    void silentMachineGoesOfflineAndReturnsWithItsNextHeartbeat() {
        Agent agent = acme.online();

        JsonObject offline = awaitStatus(agent.id(), "offline");
        assertThat(offline.getString("event")).isEqualTo("UPDATE");
        assertThat(offline.getJsonObject("payload").keySet()).containsExactly("id", "status");
        assertThat(acme.row(agent.id()).getString("status")).isEqualTo("offline");

        agent.heartbeat();
        JsonObject online = awaitStatus(agent.id(), "online");
        assertThat(online.getJsonObject("payload").keySet()).containsExactly("id", "status", "last_seen");
    }

    @Test
    void silentEphemeralMachineIsDeletedAndItsNodeKeyRejected() {
        Agent agent = acme.register(acme.newKey("\"ephemeral\":true").getString("key"), Fleet.newName());
        agent.heartbeat();

        JsonObject event = awaitFrame(
                frame -> isOf(frame, agent.id()) && frame.getString("event").equals("DELETE"));
        assertThat(event.getJsonObject("payload").keySet()).containsExactly("id");
        assertThat(acme.rows("id=eq." + agent.id())).isEmpty();
        assertThat(agent.report("").outcome()).isEqualTo("401 INVALID_NODE_KEY");
    }

    @Test
    void machineWithHeartbeatsStaysOnline() {
        Agent agent = acme.online();

        await().during(Duration.ofSeconds(ShortIntervalServer.SILENCE_SECONDS + 2))
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    agent.heartbeat();
                    return acme.row(agent.id()).getString("status").equals("online");
                });
    }

    private JsonObject awaitStatus(String id, String status) {
        return awaitFrame(frame -> isOf(frame, id)
                && frame.getJsonObject("payload").getString("status", "").equals(status));
    }

    private static boolean isOf(JsonObject frame, String id) {
        return frame.getString("type").equals("event")
                && frame.getJsonObject("payload").getString("id").equals(id);
    }

    /** Waits for a matching frame; pongs come meanwhile. */
    private JsonObject awaitFrame(java.util.function.Predicate<JsonObject> matches) {
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> socket.next(frame ->
                                matches.test(frame) || frame.getString("type").equals("pong")),
                        matches);
    }
}
