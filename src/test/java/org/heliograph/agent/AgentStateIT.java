package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the agent keeps its state, and what it runs from there. */
@ExtendWith(Curl.class)
class AgentStateIT {
    private final Fleet acme = Fleet.acme();
    private final String name = Fleet.newName();
    private final AgentHost host = new AgentHost(Server.shared());

    @AfterEach
    void closeHost() {
        host.close();
    }

    private AgentHost.Run up() {
        return host.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shared", "shared/state", "shared/a/b", "link/state", "shared/link/state", "private/../shared/a"
            })
    void stateBelowAFolderThatEveryUserMayWriteToIsRefused(String state) throws IOException {
        Path shared = Files.createDirectory(host.directory().resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path own = Files.createDirectory(host.directory().resolve("private"));
        Files.createSymbolicLink(host.directory().resolve("link"), shared);
        Path link = Files.createSymbolicLink(shared.resolve("link"), own);
        String options = " --name " + name + " --state \"$0\"/" + state;
        host.agent("status");

        for (String command : new String[] {
            "status", "down", "up --auth-key " + acme.newKey("").getString("key")
        }) {
            AgentHost.Run run = host.shell("sh \"$0\"/served " + command + options);
            assertThat(run.exit()).as(run.output()).isEqualTo(1);
            assertThat(run.output()).contains("every user may write to", "--state");
        }

        assertThat(acme.rows("name=eq." + name)).isEmpty();
        assertThat(shared).isDirectoryNotContaining(path -> !path.equals(link));
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void withoutAHomeNoStateIsKeptAnywhere() throws IOException {
        host.agent("status");
        host.shell("rm \"$0\"/bin/id");
        Path id = Files.writeString(host.directory().resolve("bin/id"), "#!/bin/sh\necho 4242\n");
        Files.setPosixFilePermissions(id, PosixFilePermissions.fromString("rwxr-xr-x"));

        AgentHost.Run run = host.shell("unset HOME; sh \"$0\"/served up --auth-key tskey-auth-none");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("neither $HOME nor $XDG_STATE_HOME", "--state");
    }

    @Test
    void stateOfAnotherUserIsRefused() throws IOException {
        Files.createDirectory(host.state());
        host.agent("status");
        host.shell("rm \"$0\"/bin/id");
        Path id = Files.writeString(host.directory().resolve("bin/id"), "#!/bin/sh\necho 4242\n");
        Files.setPosixFilePermissions(id, PosixFilePermissions.fromString("rwxr-xr-x"));

        AgentHost.Run run = host.agent("status");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("belongs to another user");
    }

    @Test
    void agentRunsTheScriptThatTheServerHasNamed() throws Exception {
        assertThat(up().exit()).isZero();

        byte[] kept = Files.readAllBytes(host.state().resolve("agent.sh"));
        assertThat(host.backgroundProcess().info().arguments().orElseThrow())
                .contains(host.state().resolve("agent.sh").toString());
        String nodeKey = "{\"node_key\":\""
                + Files.readAllLines(host.state().resolve("agent.conf")).get(0) + "\"}";
        var named = Server.shared().api().post("/api/machine-heartbeat?agent=digest", nodeKey);
        assertThat(named.data().getString("agent_sha256")).isEqualTo(sha256(kept));
        assertThat(Server.shared().api().post("/api/machine-heartbeat", nodeKey).data())
                .doesNotContainKey("agent_sha256");
        assertThat(acme.register().registration().getString("agent_sha256")).isEqualTo(sha256(kept));
    }

    @Test
    void downloadedScriptThatTheServerHasNotNamedIsNotRun() {
        up();
        host.agent("down");
        host.shell("rm \"$0\"/'state of agent'/agent.sh");
        host.replaceDownloads("echo ran >\"$HOME\"/ran\n");

        AgentHost.Run up = host.agent("up");

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(up.output()).contains("is not used", name + " is up");
        await().until(() -> !acme.rows("name=eq." + name + "&status=eq.online").isEmpty());
        assertThat(host.directory().resolve("ran")).doesNotExist();
        assertThat(host.state().resolve("agent.sh")).doesNotExist();
    }

    @Test
    void keptScriptThatWasChangedIsReplaced() throws IOException {
        up();
        host.agent("down");
        Files.writeString(host.state().resolve("agent.sh"), "echo ran >\"$HOME\"/ran\n");

        AgentHost.Run again = host.agent("up");

        assertThat(again.exit()).as(again.output()).isZero();
        assertThat(Files.readString(host.state().resolve("agent.sh"))).contains("The Heliograph agent");
        await().until(() -> !acme.rows("name=eq." + name + "&status=eq.online").isEmpty());
        assertThat(host.directory().resolve("ran")).doesNotExist();
    }
}
