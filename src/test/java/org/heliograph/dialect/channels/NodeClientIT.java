package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Channels;
import org.heliograph.testing.NodeRuntime;
import org.heliograph.testing.Webjar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients in Node: the {@code ws} package with the token in a header, and the stock class. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NodeClientIT {
    private static final String DATA = "{\"id\":\"app-uuid\",\"n\":12345678901234567890}";

    private final Channels alice = Channels.of("alice@acme.test");
    private final String token = Channels.of("bob@acme.test").caller().token();
    private final String url =
            alice.caller().server().socketUri("/ws").toString().replace("127.0.0.1", "localhost");

    @TempDir
    private Path folder;

    /** Runs a client, publishes once it reports its subscription, and returns its output. */
    private List<String> run(String client, String channel, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(NodeRuntime.executable().toString(), copy(client)));
        command.addAll(List.of(arguments));
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = node.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.contains("ubscribed")) {
                    alice.publish(channel, DATA);
                }
            }
        } finally {
            node.destroyForcibly();
        }
        return output;
    }

    private String copy(String name) throws IOException {
        try (var in = NodeClientIT.class.getResourceAsStream("/stock-channels/" + name)) {
            Path file = folder.resolve(name);
            Files.copy(in, file);
            return file.toString();
        }
    }

    @Test
    void theWsPackageReceivesEventsWithATokenInTheHeader() throws IOException {
        new Webjar("ws").install(folder);

        List<String> output = run("node-client.cjs", "apps:for-node", url, token, "apps:for-node");

        assertThat(output).hasSize(4);
        assertThat(output.subList(0, 2)).containsExactly("connected", "subscribed");
        assertThat(output.get(2))
                .startsWith("{\"type\":\"event\",\"channel\":\"apps:for-node\",\"data\":" + DATA + ",");
        assertThat(output.get(3)).isEqualTo("closed 1000");
    }

    @Test
    void theStockClassReceivesEvents() throws IOException {
        String source = copy("RealtimeClient.js");

        List<String> output = run("node-realtime-client.cjs", "apps:for-class", source, url, token, "apps:for-class");

        assertThat(output)
                .anyMatch(line -> line.startsWith("Connection ID: "))
                .contains("Subscribed to apps:for-class")
                .anyMatch(line -> line.startsWith("Event on apps:for-class:"))
                .noneMatch(line -> line.contains("rror"));
    }
}
