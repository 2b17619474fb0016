package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Hasty;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Curl.class)
class AgentSafetyIT {
    private final String name = Fleet.newName();

    @Test
    void noProcessListEverShowsAKey() throws IOException {
        Fleet acme = Fleet.acme();
        String authKey = acme.newKey("").getString("key");
        try (Computer computer = new Computer(Server.shared())) {
            computer.agent("up", "--auth-key", authKey, "--name", name);
            String nodeKey =
                    Files.readAllLines(computer.state().resolve("agent.conf")).get(0);

            assertThat(computer.left().info().arguments().map(List::of).orElseThrow())
                    .isNotEmpty()
                    .noneMatch(argument -> argument.contains(authKey) || argument.contains(nodeKey));
            computer.agent("down");
            assertThat(nodeKey).startsWith("nodekey-");
            assertThat(computer.curlArguments())
                    .contains("/api/register-machine", "/api/machine-heartbeat")
                    .doesNotContain(authKey, nodeKey);
        }
    }

    @Test
    void onlyItsOwnerReadsWhatTheAgentKeeps() throws IOException {
        try (Computer computer = new Computer(Server.shared())) {
            computer.agent("up", "--auth-key", Fleet.acme().newKey("").getString("key"), "--name", name);

            assertThat(Files.getPosixFilePermissions(computer.state().resolve("agent.conf")))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
    }

    @Test
    void anAgentThatIsKilledStaysOnlineUntilTheCleanupTakesIt() {
        Fleet acme = Fleet.acme(Hasty.server());
        try (Computer computer = new Computer(Hasty.server())) {
            computer.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
            ProcessHandle process = computer.left();
            String id = acme.rows("name=eq." + name).getJsonObject(0).getString("id");

            process.destroyForcibly();
            process.onExit().join();

            assertThat(acme.row(id).getString("status")).isEqualTo("online");
            await().atMost(Duration.ofSeconds(3 * Hasty.SILENCE_SECONDS))
                    .until(() -> acme.row(id).getString("status").equals("offline"));
            assertThat(computer.agent("status").exit()).isEqualTo(3);
        }
    }

    @Test
    void anotherProcessThatGotItsNumberIsLeftAlone() throws IOException {
        try (Computer computer = new Computer(Server.shared())) {
            computer.agent("up", "--auth-key", Fleet.acme().newKey("").getString("key"), "--name", name);
            computer.agent("down");
            Process stranger = new ProcessBuilder("sleep", "60").start();
            Files.writeString(computer.state().resolve("agent.pid"), stranger.pid() + "\n");

            assertThat(computer.agent("status").output()).contains("is down");
            assertThat(computer.agent("down").exit()).isZero();

            assertThat(stranger.isAlive()).isTrue();
            stranger.destroyForcibly();
        }
    }

    @Test
    void withoutCurlItSaysSo() {
        try (Computer computer = new Computer(Server.shared())) {
            computer.agent("status");

            Computer.Run run = computer.shell("rm \"$0\"/bin/curl; sh \"$0\"/served status");

            assertThat(run).isEqualTo(new Computer.Run(1, "heliograph: curl is not installed\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a';reboot;'", "$(reboot)", "`reboot`", "a b", "a\"b", "a&b", "a|b"})
    void aHostThatCouldBecomeACommandIsRefused(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Server.shared().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /agent.sh HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("#!/bin/sh");
        }
    }

    @Test
    void aSecondServerNameIsServedItsOwnAddress() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Server.shared().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /agent.sh HTTP/1.1\r\nHost: fleet.example:81\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 200").contains("SERVER='http://fleet.example:81'");
        }
    }

    @Test
    void endingItLeavesNothingRunning() {
        try (Computer computer = new Computer(Server.shared())) {
            computer.agent("up", "--auth-key", Fleet.acme().newKey("").getString("key"), "--name", name);
            ProcessHandle process = computer.left();
            await().until(() -> process.children().findAny().isPresent());
            List<ProcessHandle> family = process.descendants().toList();

            computer.agent("down");

            await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void aDisabledMachineKeepsItsRegistrationAndComesBackWithIt() throws IOException {
        Fleet acme = Fleet.acme();
        try (Computer computer = new Computer(Server.shared())) {
            String id = knownAndHasty(acme, computer);
            computer.agent("up");

            acme.patch(id, "{\"admin_disabled\":true}");
            await().until(() -> Files.readString(computer.state().resolve("agent.log"))
                    .contains("does not let this machine in (401)"));
            assertThat(computer.agent("up").output()).contains("already up");
            acme.patch(id, "{\"admin_disabled\":false}");
            computer.agent("down");
            Computer.Run again = computer.agent("up");

            assertThat(again.exit()).as(again.output()).isZero();
            assertThat(acme.row(id).getString("status")).isEqualTo("online");
        }
    }

    @Test
    void aRemovedMachineRegistersAnewWhereItIsGivenAKey() throws IOException {
        Fleet acme = Fleet.acme();
        String key = acme.newKey("\"reusable\":true").getString("key");
        try (Computer computer = new Computer(Server.shared())) {
            String id = knownAndHasty(acme, computer);
            acme.admin().delete("/api/db/machines?id=eq." + id).list();

            Computer.Run without = computer.agent("up");
            Process agent = computer.start("up", "--foreground", "--auth-key", key);

            assertThat(without.exit()).isNotZero();
            assertThat(without.output()).contains("does not let this machine in (401)");
            await().until(() ->
                    !acme.rows("name=eq." + name + "&status=eq.online").isEmpty());
            agent.destroy();
        }
    }

    /** Makes this a machine that has been up and that reports each second from now on. @return its id */
    private String knownAndHasty(Fleet acme, Computer computer) throws IOException {
        computer.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
        computer.agent("down");
        Path kept = computer.state().resolve("agent.conf");
        List<String> lines = Files.readAllLines(kept);
        lines.set(lines.size() - 1, "1");
        Files.write(kept, lines);
        return lines.get(1);
    }
}
