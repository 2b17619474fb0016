package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Other users of a host see the arguments of its processes: no auth key is among them while the agent runs. */
@ExtendWith(Curl.class)
class AgentSecretsIT {
    private final Fleet acme = Fleet.acme();
    private final String name = Fleet.newName();
    private final String key = acme.newKey("").getString("key");
    private final AgentHost host = new AgentHost(Server.shared());

    /** Not in a command line of these tests, where the assertions would find it. */
    @BeforeEach
    void writeKey() throws IOException {
        Files.writeString(host.directory().resolve("key"), key + "\n");
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    /** Runs the script from the standard input of a shell, as the command does that the console shows. */
    private AgentHost.Run piped(String before, String options) {
        return host.shell("curl -fsS " + Server.shared().uri("/agent.sh") + " | " + before + " sh -s -- up " + options
                + " --name " + name + " --state \"$0\"/'state of agent'");
    }

    private void requireOnline() {
        assertThat(acme.rows("name=eq." + name + "&status=eq.online")).hasSize(1);
        assertThat(arguments(host.backgroundProcess())).isNotEmpty().noneMatch(argument -> argument.contains(key));
    }

    private static List<String> arguments(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElseThrow();
    }

    @Test
    void commandOfTheConsoleShowsNoKeyAndItsChildrenInheritNone() {
        AgentHost.Run up = piped("HELIOGRAPH_AUTH_KEY=\"$(cat \"$0\"/key)\"", "");

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(host.callers()).contains("/api/register-machine").doesNotContain(key);
        requireOnline();
    }

    @Test
    void keyFromAFileIsNotShown() {
        AgentHost.Run up = host.shell("curl -fsS " + Server.shared().uri("/agent.sh")
                + " >\"$0\"/served; sh \"$0\"/served up --auth-key-file \"$0\"/key" + " --name " + name
                + " --state \"$0\"/'state of agent'");

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(host.callers()).contains("/api/register-machine").doesNotContain(key);
        requireOnline();
    }

    @Test
    void savedScriptTakesAKeyFromItsArgumentsBeforeItCallsTheServer() {
        AgentHost.Run up = host.shell("curl -fsS " + Server.shared().uri("/agent.sh")
                + " >\"$0\"/served; exec sh \"$0\"/served up --auth-key \"$(cat \"$0\"/key)\" --name '" + name
                + "' --state \"$0\"/'state of agent'");

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(host.callers()).contains("/api/register-machine").doesNotContain(key);
        requireOnline();
    }

    @Test
    void foregroundAgentThatWasGivenAKeyInItsArgumentsGoesOnWithoutIt() throws InterruptedException {
        Process process = host.start("up", "--foreground", "--auth-key", key, "--name", name);

        // a process has no arguments while it becomes another program
        await().ignoreExceptions().until(() -> arguments(process.toHandle()).contains("run"));

        assertThat(arguments(process.toHandle())).noneMatch(argument -> argument.contains(key));
        await().until(() -> !acme.rows("name=eq." + name + "&status=eq.online").isEmpty());
        process.toHandle().destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withoutAProgramForDigestsAKeyInTheArgumentsIsNotKeptInTheBackground() {
        host.shell("rm \"$0\"/bin/sha256sum");

        AgentHost.Run shown = piped("", "--auth-key \"$(cat \"$0\"/key)\"");
        AgentHost.Run again = piped("", "");

        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.output()).contains("start it again without --auth-key");
        assertThat(again.exit()).as(again.output()).isZero();
        requireOnline();
    }
}
