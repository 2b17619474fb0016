package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Fleet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as people run it: {@code curl … | sh -s -- up}. */
class AgentScriptIT {
    private final Fleet acme = Fleet.acme();
    private final String name = Fleet.newName();

    @TempDir
    Path state;

    @AfterEach
    void end() throws Exception {
        agent("down");
    }

    @Test
    void upRegistersAndReportsAndDownSaysGoodbye() throws Exception {
        assertThat(up()).contains(name + " is up");
        assertThat(status()).isEqualTo("online");
        assertThat(agent("status")).contains(name + " is up");

        assertThat(agent("down")).contains(name + " is down");
        assertThat(status()).isEqualTo("offline");
        assertThat(agent("status")).contains(name + " is down");
    }

    @Test
    void aSecondUpNeedsNoKeyAndIsTheSameMachine() throws Exception {
        up();
        String id = acme.rows("name=eq." + name).getJsonObject(0).getString("id");
        agent("down");

        assertThat(agent("up")).contains(name + " is up");
        assertThat(status()).isEqualTo("online");
        assertThat(acme.rows("name=eq." + name).getJsonObject(0).getString("id"))
                .isEqualTo(id);
    }

    @Test
    void aTerminatedAgentSaysGoodbye() throws Exception {
        up();
        long pid = Long.parseLong(Files.readString(state.resolve("agent.pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroy();

        await().until(() -> status().equals("offline"));
    }

    @Test
    void aWrongKeyIsSaidToBeRefused() throws Exception {
        assertThat(agent("up", "--auth-key", "tskey-auth-wrong", "--name", name))
                .contains("refused by", "401")
                .doesNotContain("tskey-auth-wrong");
        assertThat(acme.rows("name=eq." + name)).isEmpty();
    }

    @Test
    void withoutAKeyItSaysWhatItNeeds() throws Exception {
        assertThat(agent("up", "--name", name)).contains("--auth-key");
        assertThat(agent("status")).contains("not registered");
        assertThat(agent("sideways")).contains("usage");
    }

    private String up() throws Exception {
        return agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
    }

    private String status() {
        return acme.rows("name=eq." + name).getJsonObject(0).getString("status");
    }

    /** Runs the script as it comes from the server. @return what it said */
    private String agent(String... arguments) throws IOException, InterruptedException {
        Path said = Files.createTempFile(state, "said", ".txt");
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "url=$1; shift; curl -fsS \"$url\" | sh -s -- \"$@\""));
        command.add("agent");
        command.add(acme.admin().server().uri("/agent.sh").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--state", state.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }
}
