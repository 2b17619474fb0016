package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.RegistrationRace;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationServiceIT {
    private static final int RACING = 16;

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
    void newcomerUnderATakenNameGetsTheNextFreeName() {
        Agent first = acme.online();
        String key = acme.newKey("\"reusable\":true").getString("key");

        Agent second = acme.register(key, first.name());
        Agent third = acme.register(key, first.name());

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.registration().getString("name")).isEqualTo(first.name() + "-2");
        assertThat(third.registration().getString("name")).isEqualTo(first.name() + "-3");
        assertThat(acme.row(third.id()).getString("name")).isEqualTo(first.name() + "-3");
        first.heartbeat();
        assertThat(acme.row(first.id()).getString("name")).isEqualTo(first.name());
    }

    @Test
    void nextFreeNameHasNoMoreThan200Characters() {
        String name = ("%_!" + Fleet.newName() + "x".repeat(200)).substring(0, 200);
        String key = acme.newKey("\"reusable\":true").getString("key");

        acme.register(key, name);
        Agent second = acme.register(key, name);
        Agent third = acme.register(key, name);

        assertThat(second.registration().getString("name")).isEqualTo(name.substring(0, 189) + "-2");
        assertThat(third.registration().getString("name")).isEqualTo(name.substring(0, 189) + "-3");
    }

    @Test
    void machinesThatRegisterUnderOneNameAtTheSameTimeGetDifferentNames() {
        String key = acme.newKey("\"reusable\":true").getString("key");
        String name = Fleet.newName();

        List<String> names = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> acme.register(key, name).registration().getString("name"))
                .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(name, name + "-2", name + "-3", name + "-4", name + "-5", name + "-6");
    }

    @Test
    void keysOfTheirOwnLetMachinesRaceForOneNameAndAllGetDifferentOnes() throws Exception {
        String name = Fleet.newName();

        assertThat(RegistrationRace.run(acme, name, RACING))
                .containsExactlyInAnyOrderElementsOf(RegistrationRace.namesOf(name, RACING));
    }

    @Test
    void keyThatMayReplaceRevivesTheMachineOfTheNameUnderItsIdWithANewNodeKey() {
        Agent first = acme.online();
        first.report("\"status\":\"offline\"");
        Agent second = acme.register(acme.newKey("\"may_replace\":true").getString("key"), first.name());

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.registration().getString("name")).isEqualTo(first.name());
        assertThat(second.nodeKey()).isNotEqualTo(first.nodeKey());
        assertThat(acme.rows("name=eq." + first.name())).hasSize(1);
        assertThat(first.report("").outcome()).isEqualTo("401 INVALID_NODE_KEY");
        second.heartbeat();
        assertThat(acme.row(first.id()).getString("status")).isEqualTo("online");
    }

    @Test
    void registrationThatMustNotReplaceGetsTheNextFreeName() {
        Agent first = acme.online();
        String key = acme.newKey("\"may_replace\":true").getString("key");

        JsonObject second = send("\"auth_key\":\"" + key + "\",\"replace\":false", first.name())
                .data();

        assertThat(second.getString("name")).isEqualTo(first.name() + "-2");
    }

    @Test
    void nodeKeyRevivesItsMachineAndRemainsValid() {
        Agent agent = acme.online();

        Answer answer = send("\"node_key\":\"" + agent.nodeKey() + "\"", agent.name());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().getString("machine_id")).isEqualTo(agent.id());
        assertThat(answer.data().getString("node_key")).isEqualTo(agent.nodeKey());
        assertThat(answer.data().getString("name")).isEqualTo(agent.name());
        agent.heartbeat();
    }

    @Test
    void nodeKeyTogetherWithAnAuthKeyUsesNoAuthKeyUp() {
        Agent agent = acme.online();
        JsonObject key = acme.newKey("");
        String renamed = Fleet.newName();

        JsonObject answer = send(
                        "\"auth_key\":\"" + key.getString("key") + "\",\"node_key\":\"" + agent.nodeKey() + "\"",
                        renamed)
                .data();

        assertThat(answer.getString("machine_id")).isEqualTo(agent.id());
        assertThat(acme.row(agent.id()).getString("name")).isEqualTo(renamed);
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).status())
                .isEqualTo(201);
    }

    @Test
    void renameByTheNodeKeyIsPublishedAndTakesNoNameOfAnother() {
        Agent other = acme.online();
        Agent agent = acme.online();
        try (SocketClient socket = acme.listen("machines")) {
            JsonObject answer = send("\"node_key\":\"" + agent.nodeKey() + "\"", other.name())
                    .data();

            assertThat(answer.getString("name")).isEqualTo(other.name() + "-2");
            // earlier events of the machine may be heard as well: they get their numbers soon after the answers
            JsonObject payload = socket.next(frame -> frame.getString("event").equals("UPDATE")
                            && frame.getJsonObject("payload").getString("id").equals(agent.id())
                            && frame.getJsonObject("payload").containsKey("name"))
                    .getJsonObject("payload");
            assertThat(payload.getString("name")).isEqualTo(other.name() + "-2");
        }
    }

    @Test
    void authKeyOfAnotherOrganisationAdmitsTheMachineThere() {
        Fleet globex = Fleet.globex();
        Agent agent = acme.online();
        String key = globex.newKey("").getString("key");

        JsonObject answer = send("\"auth_key\":\"" + key + "\",\"node_key\":\"" + agent.nodeKey() + "\"", agent.name())
                .data();

        assertThat(answer.getString("org_id")).isEqualTo("globex");
        assertThat(answer.getString("machine_id")).isNotEqualTo(agent.id());
        agent.heartbeat();
    }

    @Test
    void nodeKeyOfADeletedMachineNeedsAnAuthKeyAndOneOfADisabledMachineIsForbidden() {
        Agent deleted = acme.online();
        acme.delete(deleted.id());
        Agent disabled = acme.online();
        acme.patch(disabled.id(), "{\"admin_disabled\":true}");

        assertThat(send("\"node_key\":\"" + deleted.nodeKey() + "\"", deleted.name())
                        .outcome())
                .isEqualTo("401 INVALID_NODE_KEY");
        assertThat(send("\"node_key\":\"" + disabled.nodeKey() + "\"", disabled.name())
                        .outcome())
                .isEqualTo("403 MACHINE_DISABLED");
        String key = acme.newKey("\"may_replace\":true").getString("key");
        assertThat(acme.tryToRegister(key, disabled.name()).outcome()).isEqualTo("403 MACHINE_DISABLED");
    }

    @Test
    void permanentMachineStaysPermanent() {
        Agent replaced = acme.online();
        Agent revived = acme.online();
        String key = acme.newKey("\"ephemeral\":true,\"reusable\":true,\"may_replace\":true")
                .getString("key");

        JsonObject first = send("\"auth_key\":\"" + key + "\"", replaced.name()).data();
        JsonObject second = send(
                        "\"auth_key\":\"" + key + "\",\"node_key\":\"" + revived.nodeKey() + "\"", revived.name())
                .data();

        assertThat(first.getBoolean("ephemeral")).isFalse();
        assertThat(first.getBoolean("reusable")).isTrue();
        assertThat(second.getBoolean("ephemeral")).isFalse();
        assertThat(acme.row(replaced.id()).getBoolean("ephemeral")).isFalse();
        assertThat(acme.row(revived.id()).getBoolean("ephemeral")).isFalse();
    }

    private static Answer send(String keys, String name) {
        return Server.shared().api().post("/api/register-machine", "{" + keys + ",\"name\":\"" + name + "\"}");
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
        String key = acme.newKey("\"ephemeral\":true,\"reusable\":true,\"may_replace\":true")
                .getString("key");
        Agent agent = acme.register(key, Fleet.newName());
        agent.heartbeat();
        Instant start = Instant.now();

        acme.register(key, agent.name());

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
