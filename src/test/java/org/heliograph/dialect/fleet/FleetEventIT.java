package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetEventIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Fleet acme = Fleet.acme();
    private SocketClient socket;

    /** A socket gets what gets its number after it was subscribed. */
    @BeforeAll
    static void awaitEarlierEvents() {
        LogPositions.settled(() -> Fleet.acme().read("limit=1"));
    }

    @BeforeEach
    void listen() {
        socket = acme.listen("machines");
    }

    @AfterEach
    void disconnect() {
        socket.close();
    }

    @Test
    void aRegisteredMachineIsAnInsert() {
        Agent agent = acme.register();

        JsonObject payload = assertEvent("INSERT", "id", "name", "status", "last_seen");
        JsonObject row = acme.row(agent.id());
        assertThat(payload.getString("id")).isEqualTo(agent.id());
        assertThat(payload.getString("name")).isEqualTo(agent.name());
        assertThat(payload.get("status")).isEqualTo(row.get("status"));
        assertThat(payload.get("last_seen")).isEqualTo(row.get("last_seen"));
    }

    @Test
    void aMachineCreatedThroughTheDataApiIsAnInsert() {
        String name = Fleet.newName();
        acme.admin().post("/api/db/machines", "{\"org_id\":\"acme\",\"name\":\"" + name + "\"}");

        JsonObject payload = assertEvent("INSERT", "id", "name", "status", "last_seen");
        assertThat(payload.getString("name")).isEqualTo(name);
    }

    @Test
    void theFirstHeartbeatIsAnUpdate() {
        Agent agent = acme.register();
        socket.next();
        agent.heartbeat();

        assertThat(socket.nextText())
                .matches("\\{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"UPDATE\",\"payload\":\\{"
                        + "\"id\":\"" + agent.id() + "\",\"status\":\"online\",\"last_seen\":\"" + TIME + "\"},"
                        + "\"timestamp\":\"" + TIME + "\"}");
    }

    @Test
    void aRoutineHeartbeatIsNoEvent() {
        Agent agent = acme.online();
        socket.next();
        Instant first = Instant.parse(socket.next().getJsonObject("payload").getString("last_seen"));
        await().pollInterval(java.time.Duration.ofMillis(200)).until(() -> {
            agent.heartbeat();
            return Instant.parse(acme.row(agent.id()).getString("last_seen")).isAfter(first);
        });

        acme.patch(agent.id(), "{\"version\":\"9\"}");
        assertEvent("UPDATE", "id", "version");
    }

    @Test
    void anOfflineHeartbeatIsAnUpdate() {
        Agent agent = acme.online();
        socket.next();
        socket.next();
        agent.report("\"status\":\"offline\"");

        JsonObject payload = assertEvent("UPDATE", "id", "status", "last_seen");
        assertThat(payload.getString("status")).isEqualTo("offline");
        assertThat(acme.row(agent.id()).getString("status")).isEqualTo("offline");
    }

    @Test
    void aPatchHasTheChangedColumns() {
        String id = registered();
        String name = Fleet.newName();
        acme.patch(id, "{\"name\":\"" + name + "\",\"os\":\"linux\",\"status\":\"offline\"}");

        JsonObject payload = assertEvent("UPDATE", "id", "name", "status");
        assertThat(payload.getString("name")).isEqualTo(name);
    }

    @Test
    void aPatchOfLastSeenAloneIsAnEvent() {
        String id = registered();
        acme.patch(id, "{\"last_seen\":\"2026-03-17T10:30:45.000Z\"}");

        JsonObject payload = assertEvent("UPDATE", "id", "last_seen");
        assertThat(payload.getString("last_seen")).isEqualTo("2026-03-17T10:30:45.000Z");
    }

    @Test
    void aPatchThatChangesNothingIsNoEvent() {
        String id = registered();
        acme.patch(id, "{\"os\":\"linux\"}");
        acme.patch(id, "{\"os\":\"plan9\"}");

        assertThat(assertEvent("UPDATE", "id", "os").getString("os")).isEqualTo("plan9");
    }

    @Test
    void twoPatchesInSuccessionAreTwoEventsInOrder() {
        String id = registered();
        acme.patch(id, "{\"status\":\"offline\"}");
        acme.patch(id, "{\"status\":\"online\"}");

        assertThat(assertEvent("UPDATE", "id", "status").getString("status")).isEqualTo("offline");
        assertThat(assertEvent("UPDATE", "id", "status").getString("status")).isEqualTo("online");
    }

    @Test
    void aDeleteHasTheIdOnly() {
        String id = registered();
        acme.delete(id);

        assertThat(assertEvent("DELETE", "id").getString("id")).isEqualTo(id);
    }

    @Test
    void heartbeatsDoNotChangeAQuarantinedStatus() {
        Agent agent = acme.online();
        socket.next();
        socket.next();
        acme.patch(agent.id(), "{\"status\":\"quarantined\"}");
        assertThat(assertEvent("UPDATE", "id", "status").getString("status")).isEqualTo("quarantined");
        Instant before = Instant.parse(acme.row(agent.id()).getString("last_seen"));

        await().pollInterval(java.time.Duration.ofMillis(200)).until(() -> {
            agent.heartbeat();
            return Instant.parse(acme.row(agent.id()).getString("last_seen")).isAfter(before);
        });
        agent.report("\"status\":\"offline\"");
        assertThat(acme.row(agent.id()).getString("status")).isEqualTo("quarantined");

        acme.patch(agent.id(), "{\"os\":\"plan9\"}");
        assertEvent("UPDATE", "id", "os");
    }

    @Test
    void aChangeOfSeveralRowsIsAnEventForEach() {
        String first = registered();
        String second = registered();
        acme.admin().delete("/api/db/machines?id=in.(" + first + "," + second + ")");

        assertThat(new String[] {
                    assertEvent("DELETE", "id").getString("id"),
                    assertEvent("DELETE", "id").getString("id")
                })
                .containsExactlyInAnyOrder(first, second);
    }

    /** Registers a machine and reads its event. @return its id */
    private String registered() {
        String id = acme.register().id();
        socket.next();
        return id;
    }

    private JsonObject assertEvent(String kind, String... payload) {
        JsonObject event = socket.next();
        assertThat(event.keySet()).containsExactly("type", "channel", "event", "payload", "timestamp");
        assertThat(event.getString("type")).isEqualTo("event");
        assertThat(event.getString("channel")).isEqualTo("machines");
        assertThat(event.getString("event")).isEqualTo(kind);
        assertThat(event.getString("timestamp")).matches(TIME);
        assertThat(event.getJsonObject("payload").keySet()).containsExactly(payload);
        return event.getJsonObject("payload");
    }
}
