package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the agent keeps of its registration, what replaces it, and what the agent does when its machine is gone. */
@ExtendWith(Curl.class)
class AgentRegistrationIT {
    private static final int GONE = 78;
    private static final Duration SEVERAL_HEARTBEATS = Duration.ofSeconds(45);
    private static final String NOBODY = "http://127.0.0.1:1";

    private final Fleet acme = Fleet.acme();
    private final String name = Fleet.newName();
    private final AgentHost host = new AgentHost(Server.shared());

    @AfterEach
    void closeHost() {
        host.close();
    }

    private String key(String options) {
        return acme.newKey(options).getString("key");
    }

    /** Registers a machine that reports every second from its next "up". @return its id */
    private String register(String key) {
        host.agent("up", "--auth-key", key, "--name", name);
        host.agent("down");
        host.configure(AgentHost.INTERVAL, "1");
        return host.configured(AgentHost.MACHINE_ID);
    }

    private JsonObject only(String filter) {
        assertThat(acme.rows(filter)).hasSize(1);
        return acme.rows(filter).getJsonObject(0);
    }

    private void awaitOnline(String filter) {
        await().atMost(SEVERAL_HEARTBEATS)
                .until(() -> acme.rows(filter + "&status=eq.online").size() == 1);
    }

    @Test
    void givenServerThatDoesNotAnswerIsReported() {
        host.agent("up", "--auth-key", key(""), "--name", name);

        AgentHost.Run whileUp = host.agent("up", "--server", NOBODY);
        host.agent("down");
        AgentHost.Run up = host.agent("up", "--server", NOBODY);
        AgentHost.Run foreground = host.agent("up", "--foreground", "--server", NOBODY);

        for (AgentHost.Run run : new AgentHost.Run[] {whileUp, up, foreground}) {
            assertThat(run.exit()).as(run.output()).isEqualTo(1);
            assertThat(run.output()).contains("no response from " + NOBODY).doesNotContain("is up");
        }
        assertThat(host.agent("up").exit()).as("the old server is kept").isZero();
    }

    @Test
    void givenServerReplacesTheKeptOneAndTheMachineStaysTheSame() {
        String id = register(key(""));
        String server = host.configured(AgentHost.SERVER);
        host.configure(AgentHost.SERVER, NOBODY);

        AgentHost.Run differs = host.agent("up");
        AgentHost.Run up = host.agent("up", "--server", server);

        assertThat(differs.exit()).isEqualTo(1);
        assertThat(differs.output()).contains(NOBODY, server, "--server");
        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(host.configured(AgentHost.SERVER)).isEqualTo(server);
        assertThat(only("name=eq." + name + "&status=eq.online").getString("id"))
                .isEqualTo(id);
        assertThat(host.agent("status", "--server", NOBODY).output()).contains("registered at " + server);
    }

    @Test
    void givenNameRenamesTheMachine() {
        String id = register(key(""));
        String renamed = Fleet.newName();

        AgentHost.Run up = host.agent("up", "--name", renamed);

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(up.output()).contains(renamed + " is up");
        assertThat(acme.row(id).getString("name")).isEqualTo(renamed);
    }

    @Test
    void nameThatIsTakenIsReportedAndTheMachineStaysTheSameAtItsNextStart() {
        String taken = acme.online().name();

        AgentHost.Run first = host.agent("up", "--auth-key", key(""), "--name", taken);
        String id = only("name=eq." + taken + "-2").getString("id");
        host.agent("down");
        AgentHost.Run second = host.agent("up", "--name", taken);

        assertThat(first.output()).contains(taken + " is taken", taken + "-2 is up");
        assertThat(second.output()).contains(taken + "-2 is up");
        assertThat(only("name=eq." + taken + "-2&status=eq.online").getString("id"))
                .isEqualTo(id);
    }

    @Test
    void givenAuthKeyOfAnotherOrganisationRegistersThereAndSignsOffHere() {
        Fleet globex = Fleet.globex();
        host.agent("up", "--auth-key", key(""), "--name", name);
        String other = globex.newKey("").getString("key");

        AgentHost.Run whileUp = host.agent("up", "--auth-key", other);
        ProcessHandle process = host.backgroundProcess();
        process.destroyForcibly();
        process.onExit().join();
        AgentHost.Run up = host.agent("up", "--auth-key", other);

        assertThat(whileUp.exit()).isEqualTo(1);
        assertThat(whileUp.output()).contains("down", "its auth key");
        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(globex.rows("name=eq." + name + "&status=eq.online")).hasSize(1);
        assertThat(only("name=eq." + name).getString("status")).isEqualTo("offline");
    }

    @Test
    void givenAuthKeyThatIsRejectedIsReported() {
        String id = register(key(""));

        AgentHost.Run up = host.agent("up", "--auth-key", "tskey-auth-wrong");

        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.output()).contains("registration rejected", "401");
        assertThat(acme.row(id).getString("status")).isEqualTo("offline");
    }

    @Test
    void authKeyThatIsGivenAtEachStartIsUsedOnce() {
        String key = key("");
        String id = register(key);

        AgentHost.Run up = host.agent("up", "--auth-key", key, "--name", name);

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(acme.row(id).getString("status")).isEqualTo("online");
    }

    @Test
    void removedMachineRegistersAnewWithAKeptKeyThatStillAdmitsIt() throws IOException {
        String id = register(key("\"reusable\":true,\"ephemeral\":true"));
        host.agent("up");

        acme.delete(id);

        awaitOnline("name=eq." + name);
        assertThat(only("name=eq." + name).getString("id")).isNotEqualTo(id);
        assertThat(Files.getPosixFilePermissions(host.state().resolve("agent.key")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void removedMachineWithoutAKeyEndsItsAgentWithAnExitCodeThatServiceManagersShow() throws InterruptedException {
        String id = register(key(""));
        Process agent = host.start("up", "--foreground");
        awaitOnline("id=eq." + id);

        acme.delete(id);

        assertThat(agent.waitFor(SEVERAL_HEARTBEATS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        AgentHost.Run ended = AgentHost.finish(agent);
        assertThat(ended.exit()).isEqualTo(GONE);
        assertThat(ended.output()).containsOnlyOnce("was removed from").contains("--auth-key");
        assertThat(host.state().resolve("agent.key")).doesNotExist();
        assertThat(host.agent("status"))
                .isEqualTo(new AgentHost.Run(
                        3,
                        name + " is down: " + name + " was removed from " + host.configured(AgentHost.SERVER)
                                + "; register it anew with: up --auth-key KEY\n"));
        assertThat(host.agent("up").exit()).isEqualTo(GONE);
        assertThat(host.agent("up", "--auth-key", key("")).exit()).isZero();
    }

    @Test
    void removedMachineWithARevokedKeyEndsItsAgent() {
        JsonObject key = acme.newKey("\"reusable\":true");
        String id = register(key.getString("key"));
        host.agent("up");
        ProcessHandle process = host.backgroundProcess();

        acme.admin().delete("/api/keys/" + key.getString("id") + "?org_id=acme");
        acme.delete(id);

        await().atMost(SEVERAL_HEARTBEATS).until(() -> !process.isAlive());
        assertThat(host.log()).containsOnlyOnce("its auth key does not admit it any more");
        assertThat(host.agent("status").output()).contains("was removed from");
    }

    @Test
    void cloneOfTheDiskIsNoticedAndTheOriginalGoesOn() {
        String id = register(key(""));
        host.agent("up");
        ProcessHandle original = host.backgroundProcess();
        try (AgentHost clone = new AgentHost(Server.shared())) {
            clone.cloneStateOf(host);
            clone.shell("rm \"$0\"/'state of agent/agent.pid'");

            clone.agent("up");
            ProcessHandle copy = clone.backgroundProcess();

            await().atMost(SEVERAL_HEARTBEATS).until(() -> !copy.isAlive());
            assertThat(clone.log()).containsOnlyOnce("this is a copy of its disk");
            assertThat(clone.agent("down").exit()).isNotZero();
            assertThat(original.isAlive()).isTrue();
            assertThat(acme.row(id).getString("status")).isEqualTo("online");
        }
    }

    @Test
    void cloneOfTheDiskRegistersAsAnotherMachineWithAKeyThatAdmitsIt() {
        String id = register(key("\"reusable\":true,\"may_replace\":true"));
        host.agent("up");
        try (AgentHost clone = new AgentHost(Server.shared())) {
            clone.cloneStateOf(host);
            clone.shell("rm \"$0\"/'state of agent/agent.pid'");

            clone.agent("up", "--name", name);

            await().atMost(SEVERAL_HEARTBEATS)
                    .until(() -> !clone.configured(AgentHost.MACHINE_ID).equals(id));
            String other = clone.configured(AgentHost.MACHINE_ID);
            awaitOnline("id=eq." + other);
            assertThat(acme.row(other).getString("name")).isNotEqualTo(name);
            assertThat(acme.row(id).getString("status")).isEqualTo("online");
            assertThat(host.backgroundProcess().isAlive()).isTrue();
        }
    }

    @Test
    void stateOfAnotherHostIsNoticedAtTheStartAndAGivenKeyRegistersAnotherMachine() {
        String id = register(key(""));
        host.configure(AgentHost.HOST_ID, "another host");
        String own = Fleet.newName();

        AgentHost.Run rename = host.shell(
                "HELIOGRAPH_HOST_ID=here sh \"$0\"/served up --name " + own + " --state \"$0\"/'state of agent'");
        AgentHost.Run up = host.shell("HELIOGRAPH_HOST_ID=here sh \"$0\"/served up --name " + own + " --auth-key "
                + key("") + " --state \"$0\"/'state of agent'");

        assertThat(rename.exit()).isEqualTo(1);
        assertThat(rename.output()).contains("from another host");
        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(up.output()).contains("from another host", own + " is up");
        assertThat(acme.row(id).getString("name")).isEqualTo(name);
        assertThat(host.configured(AgentHost.MACHINE_ID)).isNotEqualTo(id);
    }
}
