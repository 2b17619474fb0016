package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Curl.class)
class AgentIT {
    private final Fleet acme = Fleet.acme();
    private final String name = Fleet.newName();
    private AgentHost host;

    @BeforeEach
    void createHost() {
        host = new AgentHost(Server.shared());
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    private AgentHost.Run up() {
        return host.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
    }

    private JsonObject row() {
        return acme.rows("name=eq." + name).getJsonObject(0);
    }

    @Test
    void upSetsTheMachineOnlineAndStartsABackgroundProcess() {
        AgentHost.Run up = up();

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(up.output()).contains(name + " is up");
        assertThat(row().getString("status")).isEqualTo("online");
        assertThat(host.backgroundProcess().isAlive()).isTrue();
    }

    @Test
    void secondUpReportsAlreadyUp() {
        up();
        long process = host.backgroundProcess().pid();

        AgentHost.Run again = host.agent("up");

        assertThat(again.exit()).isZero();
        assertThat(again.output()).contains("already up");
        assertThat(host.backgroundProcess().pid()).isEqualTo(process);
    }

    @Test
    void statusDistinguishesUpDownAndNotRegistered() {
        assertThat(host.agent("status")).isEqualTo(new AgentHost.Run(3, "not registered\n"));

        up();
        AgentHost.Run isUp = host.agent("status");
        assertThat(isUp.exit()).isZero();
        assertThat(isUp.output()).contains(name + " is up").contains(row().getString("id"));

        host.agent("down");
        AgentHost.Run isDown = host.agent("status");
        assertThat(isDown.exit()).isEqualTo(3);
        assertThat(isDown.output()).contains(name + " is down");
    }

    @Test
    void downPublishesOneOfflineEvent() {
        up();
        ProcessHandle process = host.backgroundProcess();
        // a socket gets what gets its number after it was subscribed
        LogPositions.settled(() -> acme.read("limit=1"));
        try (SocketClient socket = acme.listen("machines")) {
            AgentHost.Run down = host.agent("down");

            assertThat(down.exit()).as(down.output()).isZero();
            JsonObject payload = socket.next().getJsonObject("payload");
            assertThat(payload.getString("id")).isEqualTo(row().getString("id"));
            assertThat(payload.getString("status")).isEqualTo("offline");
            acme.patch(row().getString("id"), "{\"version\":\"marker\"}");
            assertThat(socket.next().getJsonObject("payload").getString("version"))
                    .isEqualTo("marker");
        }
        await().until(() -> !process.isAlive());
    }

    @Test
    void secondUpNeedsNoAuthKey() {
        up();
        String id = row().getString("id");
        host.agent("down");

        AgentHost.Run up = host.agent("up");

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(row().getString("id")).isEqualTo(id);
        assertThat(row().getString("status")).isEqualTo("online");
    }

    @Test
    void sigtermStopsTheForegroundAgentAndSetsItOffline() throws InterruptedException {
        Process process =
                host.start("up", "--foreground", "--auth-key", acme.newKey("").getString("key"), "--name", name);
        await().until(() -> !acme.rows("name=eq." + name + "&status=eq.online").isEmpty());

        process.toHandle().destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(row().getString("status")).isEqualTo("offline");
    }

    @Test
    void agentStoppedRightAfterUpGoesOffline() {
        up();

        host.backgroundProcess().destroy();

        await().until(() -> row().getString("status").equals("offline"));
    }

    @Test
    void rejectedAuthKeyIsReported() {
        AgentHost.Run up = host.agent("up", "--auth-key", "tskey-auth-wrong", "--name", name);

        assertThat(up.exit()).isNotZero();
        assertThat(up.output())
                .contains("registration rejected by " + Server.shared().uri(""))
                .contains("401");
        assertThat(acme.rows("name=eq." + name)).isEmpty();
    }

    @Test
    void missingAuthKeyIsReported() {
        AgentHost.Run up = host.agent("up");

        assertThat(up.exit()).isNotZero();
        assertThat(up.output()).contains("--auth-key is required");
    }

    @Test
    void nameMayContainShellAndJsonSyntax() {
        String odd = "o\"dd \\ na'me $(uname) `id` ü " + name;

        AgentHost.Run up = host.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", odd);

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(acme.rows("name=like.*" + name).getJsonObject(0).getString("name"))
                .isEqualTo(odd);
        assertThat(host.agent("down").output()).contains(odd + " is down");
    }
}
