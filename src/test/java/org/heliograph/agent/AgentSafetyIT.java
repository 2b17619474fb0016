package org.heliograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Curl.class)
class AgentSafetyIT {
    private final String name = Fleet.newName();

    @Test
    void noProcessListContainsAKey() throws IOException {
        Fleet acme = Fleet.acme();
        String authKey = acme.newKey("").getString("key");
        try (AgentHost host = new AgentHost(Server.shared())) {
            host.agent("up", "--auth-key", authKey, "--name", name);
            String nodeKey =
                    Files.readAllLines(host.state().resolve("agent.conf")).get(0);

            assertThat(host.backgroundProcess().info().arguments().map(List::of).orElseThrow())
                    .isNotEmpty()
                    .noneMatch(argument -> argument.contains(authKey) || argument.contains(nodeKey));
            host.agent("down");
            assertThat(nodeKey).startsWith("nodekey-");
            assertThat(host.curlArguments())
                    .contains("/api/register-machine", "/api/machine-heartbeat")
                    .doesNotContain(authKey, nodeKey);
        }
    }

    @Test
    void configurationIsReadableByItsOwnerOnly() throws IOException {
        try (AgentHost host = new AgentHost(Server.shared())) {
            host.agent("up", "--auth-key", Fleet.acme().newKey("").getString("key"), "--name", name);

            assertThat(Files.getPosixFilePermissions(host.state().resolve("agent.conf")))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        }
    }

    @Test
    void killedAgentStaysOnlineUntilTheCleanup() {
        Fleet acme = Fleet.acme(ShortIntervalServer.server());
        try (AgentHost host = new AgentHost(ShortIntervalServer.server())) {
            // it reports every second: when it is killed, its silence has only begun
            String id = registeredWithShortInterval(acme, host);
            host.agent("up");
            ProcessHandle process = host.backgroundProcess();
            await().until(() -> acme.row(id).getString("status").equals("online"));

            process.destroyForcibly();
            process.onExit().join();

            JsonObject row = acme.row(id);
            boolean silentForLong = Instant.parse(row.getString("last_seen"))
                    .plusSeconds(ShortIntervalServer.SILENCE_SECONDS)
                    .isBefore(Instant.now());
            // on a machine that stands still the silence may have passed before this look
            assertThat(silentForLong || row.getString("status").equals("online"))
                    .as("%s", row)
                    .isTrue();
            await().atMost(Duration.ofSeconds(10 * ShortIntervalServer.SILENCE_SECONDS))
                    .until(() -> acme.row(id).getString("status").equals("offline"));
            assertThat(host.agent("status").exit()).isEqualTo(3);
        }
    }

    @Test
    void processWithAReusedPidIsNotStopped() throws IOException {
        try (AgentHost host = new AgentHost(Server.shared())) {
            host.agent("up", "--auth-key", Fleet.acme().newKey("").getString("key"), "--name", name);
            host.agent("down");
            Process other = new ProcessBuilder("sleep", "60").start();
            Files.writeString(host.state().resolve("agent.pid"), other.pid() + "\n");

            assertThat(host.agent("status").output()).contains("is down");
            assertThat(host.agent("down").exit()).isZero();

            assertThat(other.isAlive()).isTrue();
            other.destroyForcibly();
        }
    }

    @Test
    void missingCurlIsReported() {
        try (AgentHost host = new AgentHost(Server.shared())) {
            host.agent("status");

            AgentHost.Run run = host.shell("rm \"$0\"/bin/curl; sh \"$0\"/served status");

            assertThat(run).isEqualTo(new AgentHost.Run(1, "heliograph: curl is not installed\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a';reboot;'", "$(reboot)", "`reboot`", "a b", "a\"b", "a&b", "a|b"})
    void hostHeaderWithShellSyntaxIsRejected(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Server.shared().port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET /agent.sh HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("#!/bin/sh");
        }
    }

    @Test
    void scriptHasTheServerNameOfItsRequest() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Server.shared().port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /agent.sh HTTP/1.1\r\nHost: fleet.example:81\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).startsWith("HTTP/1.1 200").contains("SERVER='http://fleet.example:81'");
        }
    }

    @Test
    void downStopsAllProcesses() {
        try (AgentHost host = new AgentHost(Server.shared())) {
            host.agent("up", "--auth-key", Fleet.acme().newKey("").getString("key"), "--name", name);
            ProcessHandle process = host.backgroundProcess();
            await().until(() -> process.children().findAny().isPresent());
            List<ProcessHandle> descendants = process.descendants().toList();

            host.agent("down");

            await().until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void disabledMachineKeepsItsRegistration() {
        Fleet acme = Fleet.acme();
        try (AgentHost host = new AgentHost(Server.shared())) {
            String id = registeredWithShortInterval(acme, host);
            host.agent("up");

            acme.patch(id, "{\"admin_disabled\":true}");
            await().atMost(Duration.ofSeconds(45)).until(() -> host.log().contains("an administrator has disabled it"));
            assertThat(host.agent("up").output()).contains("already up");
            acme.patch(id, "{\"admin_disabled\":false}");
            host.agent("down");
            AgentHost.Run again = host.agent("up");

            assertThat(again.exit()).as(again.output()).isZero();
            assertThat(acme.row(id).getString("status")).isEqualTo("online");
        }
    }

    /** Registers the machine, stops it and sets its heartbeat interval to one second. @return the machine id */
    private String registeredWithShortInterval(Fleet acme, AgentHost host) {
        host.agent("up", "--auth-key", acme.newKey("").getString("key"), "--name", name);
        host.agent("down");
        host.configure(AgentHost.INTERVAL, "1");
        return host.configured(AgentHost.MACHINE_ID);
    }
}
