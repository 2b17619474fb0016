package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationServiceIT {
    private final Fleet acme = Fleet.acme();

    @Test
    void registrationNeedsOnlyAnAuthKey() {
        Agent agent = acme.register();

        JsonObject row = acme.row(agent.id());
        assertThat(agent.registration().getString("org_id")).isEqualTo("acme");
        assertThat(row.getString("name")).isEqualTo(agent.name());
        assertThat(row.getString("os")).isEqualTo("linux");
        assertThat(row.getString("version")).isEqualTo("1.0.0");
        assertThat(row.getBoolean("ephemeral")).isFalse();
        assertThat(row.toString()).doesNotContain(agent.nodeKey(), "hash");
    }

    @Test
    void machineOfTheSameNameKeepsItsIdAndGetsANewNodeKey() {
        Agent first = acme.online();
        first.report("\"status\":\"offline\"");
        Agent second = acme.register(acme.newKey("").getString("key"), first.name());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.nodeKey()).isNotEqualTo(first.nodeKey());
        assertThat(acme.rows("name=eq." + first.name())).hasSize(1);
        assertThat(first.report("").outcome()).isEqualTo("401 INVALID_NODE_KEY");
        second.heartbeat();
        assertThat(acme.row(first.id()).getString("status")).isEqualTo("online");
    }

    @Test
    void sameNameInAnotherOrganisationIsAnotherMachine() {
        Fleet globex = Fleet.globex();
        Agent inAcme = acme.register();
        Agent inGlobex = globex.register(globex.newKey("").getString("key"), inAcme.name());

        assertThat(inGlobex.id()).isNotEqualTo(inAcme.id());
        assertThat(inGlobex.registration().getString("org_id")).isEqualTo("globex");
    }

    @Test
    void ephemeralKeyRegistersEphemeralMachines() {
        Agent agent = acme.register(acme.newKey("\"ephemeral\":true").getString("key"), Fleet.newName());

        assertThat(acme.row(agent.id()).getBoolean("ephemeral")).isTrue();
    }

    @Test
    void reregistrationAsEphemeralUpdatesLastSeen() {
        Agent agent = acme.online();
        acme.patch(agent.id(), "{\"last_seen\":\"2026-03-17T10:30:45.000Z\"}");
        Instant start = Instant.now();

        acme.register(acme.newKey("\"ephemeral\":true").getString("key"), agent.name());

        assertThat(Instant.parse(acme.row(agent.id()).getString("last_seen")))
                .isAfterOrEqualTo(start.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void rejectedRegistrationDoesNotUseTheKey() {
        String key = acme.newKey("").getString("key");

        assertThat(acme.tryToRegister(key, "").outcome()).isEqualTo("400 MISSING_FIELDS");
        assertThat(acme.tryToRegister(key, "x".repeat(201)).outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(acme.tryToRegister(key, Fleet.newName()).status()).isIn(200, 201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\"}",
                "{\"auth_key\":\"tskey-auth-x\"}",
                "{\"auth_key\":\"\",\"name\":\"x\"}",
                "{\"auth_key\":null,\"name\":\"x\"}"
            })
    void missingFieldIs400(String body) {
        assertThat(Server.shared().api().post("/api/register-machine", body).outcome())
                .isEqualTo("400 MISSING_FIELDS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auth_key\":7,\"name\":\"x\"}",
                "{\"auth_key\":\"tskey-auth-x\",\"name\":[]}",
                "{\"auth_key\":\"tskey-auth-x\",\"name\":\"x\",\"os\":7}",
                "{\"auth_key\":\"tskey-auth-x\",\"name\":\"x\",\"tailnet_ip\":\"<script>\"}",
                "{\"auth_key\":\"tskey-auth-x\",\"name\":\"a\\u0000b\"}"
            })
    void invalidFieldIs400(String body) {
        assertThat(Server.shared().api().post("/api/register-machine", body).outcome())
                .isEqualTo("400 INVALID_FIELD");
    }
}
