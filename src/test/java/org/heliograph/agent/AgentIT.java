package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Fleet;
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
    private Computer computer;

    @BeforeEach
    void unpack() {
        computer = new Computer(Server.shared());
    }

    @AfterEach
    void throwAway() {
        computer.close();
    }

    private Computer.Run up() {
        return computer.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
    }

    private JsonObject row() {
        return acme.rows("name=eq." + name).getJsonObject(0);
    }

    @Test
    void upBringsAMachineOnlineAndLeavesItReporting() {
        Computer.Run up = up();

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(up.output()).contains(name + " is up");
        assertThat(row().getString("status")).isEqualTo("online");
        assertThat(computer.left().isAlive()).isTrue();
    }

    @Test
    void upTwiceIsUpOnce() {
        up();
        long process = computer.left().pid();

        Computer.Run again = computer.agent("up");

        assertThat(again.exit()).isZero();
        assertThat(again.output()).contains("already up");
        assertThat(computer.left().pid()).isEqualTo(process);
    }

    @Test
    void statusTellsUpFromDownFromUnknown() {
        assertThat(computer.agent("status")).isEqualTo(new Computer.Run(3, "not registered\n"));

        up();
        Computer.Run isUp = computer.agent("status");
        assertThat(isUp.exit()).isZero();
        assertThat(isUp.output()).contains(name + " is up").contains(row().getString("id"));

        computer.agent("down");
        Computer.Run isDown = computer.agent("status");
        assertThat(isDown.exit()).isEqualTo(3);
        assertThat(isDown.output()).contains(name + " is down");
    }

    @Test
    void downIsHeardAtOnceAndOnce() {
        up();
        ProcessHandle process = computer.left();
        try (SocketClient socket = acme.listen("machines")) {
            Computer.Run down = computer.agent("down");

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
    void upNeedsNoKeyTheSecondTime() {
        up();
        String id = row().getString("id");
        computer.agent("down");

        Computer.Run up = computer.agent("up");

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(row().getString("id")).isEqualTo(id);
        assertThat(row().getString("status")).isEqualTo("online");
    }

    @Test
    void aServiceManagerEndsTheForegroundFormWithSigterm() throws InterruptedException {
        Process process = computer.start(
                "up", "--foreground", "--auth-key", acme.newKey("").getString("key"), "--name", name);
        await().until(() -> !acme.rows("name=eq." + name + "&status=eq.online").isEmpty());

        process.toHandle().destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(row().getString("status")).isEqualTo("offline");
    }

    @Test
    void anAgentThatIsEndedRightAfterUpStillSaysGoodbye() {
        up();

        computer.left().destroy();

        await().until(() -> row().getString("status").equals("offline"));
    }

    @Test
    void aRefusedKeyIsSaidSo() {
        Computer.Run up = computer.agent("up", "--auth-key", "tskey-auth-wrong", "--name", name);

        assertThat(up.exit()).isNotZero();
        assertThat(up.output())
                .contains("refused by " + Server.shared().uri(""))
                .contains("401");
        assertThat(acme.rows("name=eq." + name)).isEmpty();
    }

    @Test
    void withoutAKeyItSaysWhatIsMissing() {
        Computer.Run up = computer.agent("up");

        assertThat(up.exit()).isNotZero();
        assertThat(up.output()).contains("give --auth-key");
    }

    @Test
    void aNameMayHoldWhatAShellAndJsonTakeForTheirOwn() {
        String odd = "o\"dd \\ na'me $(uname) `id` ü " + name;

        Computer.Run up = computer.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", odd);

        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(acme.rows("name=like.*" + name).getJsonObject(0).getString("name"))
                .isEqualTo(odd);
        assertThat(computer.agent("down").output()).contains(odd + " is down");
    }
}
