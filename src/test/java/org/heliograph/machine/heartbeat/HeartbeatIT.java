package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatIT {
    private final Fleet acme = Fleet.acme();
    private final Api anonymous = Server.shared().api();

    @Test
    void nodeKeyIsTheCredential() {
        Agent agent = acme.register();

        assertThat(agent.report("").data().getString("status")).isEqualTo("online");
        assertThat(acme.row(agent.id()).getString("status")).isEqualTo("online");
    }

    @Test
    void heartbeatUpdatesVersionAndOs() {
        Agent agent = acme.online();
        agent.report("\"version\":\"2.0.0\",\"os\":\"plan9\"");

        assertThat(acme.row(agent.id()).getString("version")).isEqualTo("2.0.0");
        assertThat(acme.row(agent.id()).getString("os")).isEqualTo("plan9");
    }

    @Test
    void heartbeatUpdatesLastSeen() {
        Agent agent = acme.online();
        String first = acme.row(agent.id()).getString("last_seen");

        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    agent.heartbeat();
                    return acme.row(agent.id()).getString("last_seen").compareTo(first) > 0;
                });
    }

    @Test
    void unknownNodeKeyIsRejected() {
        for (String key : new String[] {"made-up", "nodekey-made-up", "' or '1'='1"}) {
            assertThat(anonymous
                            .post("/api/machine-heartbeat", "{\"node_key\":\"" + key + "\"}")
                            .outcome())
                    .isEqualTo("401 INVALID_NODE_KEY");
        }
    }

    @Test
    void nodeKeyOfADisabledMachineIsRejectedWithinASecond() {
        Agent agent = acme.online();
        acme.patch(agent.id(), "{\"admin_disabled\":true}");

        StallFreeClock.within(
                Duration.ofSeconds(1), () -> agent.report("").outcome().equals("401 INVALID_NODE_KEY"));
        acme.patch(agent.id(), "{\"admin_disabled\":false}");
        await().until(() -> agent.report("").status() == 200);
    }

    @Test
    void nodeKeyOfADeletedMachineIsRejectedWithinASecond() {
        Agent agent = acme.online();
        acme.delete(agent.id());

        StallFreeClock.within(
                Duration.ofSeconds(1), () -> agent.report("").outcome().equals("401 INVALID_NODE_KEY"));
    }

    @Test
    void restartedAgentIsAcceptedAndAnAgentOnACloneOfTheDiskIsNot() {
        Agent agent = acme.online();
        assertThat(agent.report("\"instance\":\"first\"").status()).isEqualTo(200);
        assertThat(agent.report("\"instance\":\"restarted\"").status()).isEqualTo(200);
        assertThat(agent.report("\"instance\":\"restarted\"").status()).isEqualTo(200);

        assertThat(agent.report("\"instance\":\"clone\"").status()).isEqualTo(200);
        assertThat(agent.report("\"instance\":\"restarted\"").status()).isEqualTo(200);

        assertThat(agent.report("\"instance\":\"clone\"").outcome()).isEqualTo("409 NODE_KEY_IN_USE");
        assertThat(agent.report("\"instance\":\"clone\",\"status\":\"offline\"").outcome())
                .isEqualTo("409 NODE_KEY_IN_USE");
        assertThat(agent.report("\"instance\":\"restarted\"").status()).isEqualTo(200);
        assertThat(acme.row(agent.id()).getString("status")).isEqualTo("online");
        await().until(() -> Server.shared().log().contains("two agents used the node key of machine " + agent.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"node_key\":null}", "{\"node_key\":\"\"}", "{\"status\":\"online\"}"})
    void missingNodeKeyIs400(String body) {
        assertThat(anonymous.post("/api/machine-heartbeat", body).outcome()).isEqualTo("400 MISSING_FIELDS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"quarantined\"",
                "\"status\":\"pending\"",
                "\"status\":\"sleeping\"",
                "\"status\":7",
                "\"version\":[]",
                "\"tailnet_ip\":\"not an address\""
            })
    void invalidFieldIs400AndChangesNothing(String field) {
        Agent agent = acme.online();

        assertThat(agent.report(field).outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(acme.row(agent.id()).getString("status")).isEqualTo("online");
    }
}
