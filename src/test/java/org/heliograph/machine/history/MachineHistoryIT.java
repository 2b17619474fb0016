package org.heliograph.machine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.junit.jupiter.api.Test;

class MachineHistoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Fleet fleet = Fleet.inNewOrganization();
    private final Api globex = Fleet.globex().admin();

    @Test
    void aMachineHasItsEventsItsEnrolmentAndItsPlaceInTheHistory() {
        JsonObject key = fleet.newKey("\"description\":\"Rack 7\"");
        Agent agent = fleet.register(key.getString("key"), Fleet.newName());
        agent.heartbeat();
        agent.shutDown();
        fleet.patch(agent.id(), "{\"name\":\"renamed-" + agent.name() + "\"}");

        List<JsonObject> events = settledEvents(4);
        assertThat(events)
                .extracting(event -> event.getString("event"))
                .containsExactly("UPDATE", "UPDATE", "UPDATE", "INSERT");
        assertThat(events.get(0).getJsonObject("changes").getString("name")).isEqualTo("renamed-" + agent.name());
        assertThat(events.get(1).getString("status")).isEqualTo("offline");
        assertThat(events.get(1).getString("name")).isEqualTo(agent.name());

        Answer page = fleet.admin()
                .get("/api/machine-events?limit=3&org_id=" + fleet.organization() + "&machine_id=" + agent.id());
        assertThat(page.list()).hasSize(3);
        String next = page.header("Link").replaceAll("^<([^>]*)>.*", "$1");
        assertThat(fleet.admin().get(next).list()).hasSize(1);

        JsonObject machine = fleet.admin().get("/api/machines/" + agent.id()).data();
        assertThat(machine.getString("status_since")).isEqualTo(events.get(1).getString("timestamp"));
        assertThat(machine.getJsonObject("enrolment").getString("auth_key_id")).isEqualTo(key.getString("id"));
        assertThat(machine.getJsonObject("enrolment").getString("auth_key_description"))
                .isEqualTo("Rack 7");
        assertThat(machine.getJsonObject("enrolment").getString("account_name")).isNotEmpty();

        JsonObject availability = fleet.admin()
                .get("/api/machines/" + agent.id() + "/availability")
                .data();
        assertThat(availability.getJsonArray("segments").getValuesAs(JsonObject.class))
                .extracting(segment -> segment.getString("status"))
                .startsWith("unknown")
                .endsWith("offline");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(points())
                        .last()
                        .satisfies(point -> assertThat(point.getInt("total")).isEqualTo(1)));

        fleet.delete(agent.id());
        assertThat(fleet.admin().get("/api/machines/" + agent.id()).status()).isEqualTo(404);
        List<JsonObject> afterwards = settledEvents(5);
        assertThat(afterwards.get(0).getString("name")).isEqualTo("renamed-" + agent.name());
        assertThat(afterwards.get(0).getBoolean("exists")).isFalse();
    }

    @Test
    void othersReadNothing() {
        Agent agent = fleet.register();
        String id = fleet.organization();

        assertThat(globex.get("/api/machine-history?org_id=" + id).status()).isEqualTo(403);
        assertThat(globex.get("/api/machine-events?org_id=" + id).status()).isEqualTo(403);
        assertThat(globex.get("/api/machines/" + agent.id()).status()).isEqualTo(404);
        assertThat(globex.get("/api/machines/" + agent.id() + "/availability").status())
                .isEqualTo(404);
    }

    @Test
    void membersSeeThatAnAuthKeyEnrolledAMachineAndNotWhich() {
        InvitedUser member = InvitedUser.join(fleet, "member");

        JsonObject enrolment = member.api()
                .get("/api/machines/" + fleet.register().id())
                .data()
                .getJsonObject("enrolment");

        assertThat(enrolment.getBoolean("by_auth_key")).isTrue();
        assertThat(enrolment)
                .containsKey("account_name")
                .doesNotContainKeys("auth_key_id", "auth_key_prefix", "auth_key_description");
    }

    @Test
    void wrongParametersAreRefused() {
        String id = fleet.organization();

        for (String path : List.of(
                "machine-history",
                "machine-events",
                "machine-history?resolution=week&org_id=" + id,
                "machine-history?from=yesterday&org_id=" + id,
                "machine-events?limit=0&org_id=" + id,
                "machine-events?cursor=x&org_id=" + id)) {
            assertThat(fleet.admin().get("/api/" + path).status()).as(path).isEqualTo(400);
        }
    }

    private List<JsonObject> points() {
        return fleet.admin()
                .get("/api/machine-history?org_id=" + fleet.organization())
                .data()
                .getJsonArray("points")
                .getValuesAs(JsonObject.class);
    }

    /** The events when so many have their numbers. */
    private List<JsonObject> settledEvents(int number) {
        String path = "/api/machine-events?org_id=" + fleet.organization();
        await().atMost(PATIENCE).until(() -> fleet.admin().get(path).list().size() >= number);
        return fleet.admin().get(path).list().getValuesAs(JsonObject.class);
    }
}
