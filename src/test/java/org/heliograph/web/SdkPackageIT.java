package org.heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.NodeRuntime;
import org.heliograph.testing.RequiredProgram;
import org.heliograph.testing.SdkDocument;
import org.heliograph.testing.Server;
import org.heliograph.testing.Webjar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The SDK as an npm package: packed, installed in an empty folder, and used by the example for Node.js of docs/sdk.md. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SdkPackageIT {
    @TempDir
    private Path folder;

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @BeforeEach
    void install() throws IOException, InterruptedException {
        RequiredProgram.require(isInstalled("npm") && isInstalled("node"), "install Node.js with npm");
        Path sdk = Path.of("webapp/sdk").toAbsolutePath();
        run(folder, "npm", "pack", "--silent", "--pack-destination", folder.toString(), sdk.toString());
        try (Stream<Path> files = Files.list(folder)) {
            Path archive = files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow();
            run(folder, "npm", "install", "--offline", "--no-audit", "--no-fund", "--silent", archive.toString());
        }
        Files.writeString(folder.resolve("watch.mjs"), SdkDocument.example("watch.mjs"));
    }

    /** Runs the example until it has printed what a machine and a program have done. */
    private void watches(Path node) throws IOException {
        Server server = Server.shared();
        Agent machine = Fleet.acme().register();
        Channels alice = Channels.of("alice@acme.test");
        ProcessBuilder builder = new ProcessBuilder(node.toString(), "watch.mjs")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HELIOGRAPH_URL", server.uri("").toString());
        builder.environment().put("HELIOGRAPH_TOKEN", alice.caller().token());
        List<String> expected = List.of(machine.id() + " online", "created shop");
        List<String> lines = new ArrayList<>();
        Process process = builder.start();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line.strip());
                if (line.startsWith("machines SUBSCRIBED")) {
                    machine.heartbeat();
                } else if (line.startsWith("events SUBSCRIBED")) {
                    alice.publish("apps:created", "{\"name\":\"shop\"}");
                } else if (expected.contains(line.strip()) && lines.containsAll(expected)) {
                    process.toHandle().destroy(); // SIGTERM, by which the example ends; its output stays open
                }
            }
        } finally {
            process.destroyForcibly();
        }

        assertThat(lines)
                .containsAll(expected)
                .contains("machines CLOSED", "events CLOSED")
                .noneMatch(line -> line.contains("rror"));
    }

    @Test
    void aProgramWithItsOwnWebSocketWatchesAFleetAndAChannel() throws IOException {
        watches(NodeRuntime.executable());
    }

    @Test
    void aProgramWhoseTokenIsRefusedGetsTheReason() throws IOException {
        Files.writeString(folder.resolve("refused.mjs"), """
                import { createClient } from "@heliograph/sdk";
                const api = createClient({ baseUrl: process.env.HELIOGRAPH_URL, getToken: () => "hgt_revoked", onError: () => {} });
                const failed = new Promise((resolve) => {
                  const seen = new Set();
                  for (const channel of [api.alerts(), api.events(["announcements"])])
                    channel.subscribe((status, error) => {
                      if (status !== "CHANNEL_ERROR") return;
                      console.log(channel.name, status, error.message);
                      if (seen.add(channel).size === 2) resolve();
                    });
                });
                await failed;
                await api.removeAllChannels();
                """);
        ProcessBuilder builder = new ProcessBuilder(NodeRuntime.executable().toString(), "refused.mjs")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HELIOGRAPH_URL", Server.shared().uri("").toString());
        Process process = builder.start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines().toList())
                    .anyMatch(line -> line.startsWith("alerts CHANNEL_ERROR "))
                    .anyMatch(line -> line.startsWith("events CHANNEL_ERROR "));
        } finally {
            process.destroyForcibly();
        }
    }

    /** As with Node.js before 22, which has none. */
    @Test
    void aProgramWithThePackageWsDoesSo() throws IOException {
        new Webjar("ws").install(folder);
        Path example = folder.resolve("watch.mjs");
        Files.writeString(example, "delete globalThis.WebSocket;\n" + Files.readString(example));

        watches(NodeRuntime.executable());
    }
}
