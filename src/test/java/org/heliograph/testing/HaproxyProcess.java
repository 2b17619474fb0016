package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real HAProxy with {@code server-config/haproxy/heliograph.cfg}, in front of two servers; only ports, limits and the time
 * for the answer to a check differ: what stands still on a busy machine is not down.
 *
 * <p>It has one thread, so that it accepts connections in the order in which they were made: a test that counts them must
 * not be overtaken by its own last one.
 */
public final class HaproxyProcess implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path SHIPPED = Path.of("server-config/haproxy/heliograph.cfg");
    private static final String MAIN = """
            global
                maxconn 1000
                nbthread 1
                log stdout format raw local0
            listen statistics
                mode http
                bind 127.0.0.1:%d
                timeout connect 5s
                timeout client 5s
                timeout server 5s
                stats enable
                stats uri /
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final int statistics;
    private final Process process;
    private final Path output;

    private HaproxyProcess(int port, int statistics, Process process, Path output) {
        this.output = output;
        this.port = port;
        this.statistics = statistics;
        this.process = process;
    }

    /** Skips the current test where HAProxy is missing, except in CI. */
    public static void require() {
        RequiredProgram.require(Files.isExecutable(PROGRAM), "HAProxy comes with: apt-get install haproxy");
    }

    /** The servers are called {@code node-1} and {@code node-2}. Waits until it has found both fit or unfit. */
    public static HaproxyProcess inFrontOf(Server first, Server second) {
        return inFrontOf(first.port(), second.port(), 5000);
    }

    /** In front of two ports of this machine, with so many connections of an address at most. */
    public static HaproxyProcess inFrontOf(int first, int second, int connections) {
        try {
            Path folder = Files.createTempDirectory("haproxy").toAbsolutePath();
            int port = Ports.free();
            int statistics = Ports.free();
            String shipped = Files.readString(SHIPPED)
                    .replace("bind :80", "bind 127.0.0.1:" + port)
                    .replace("maxconn 30000", "maxconn 400")
                    .replace("server node-1 127.0.0.1:8080", "server node-1 127.0.0.1:" + first)
                    .replace("# server node-2 127.0.0.1:8180", "server node-2 127.0.0.1:" + second)
                    .replace("gt 5000", "gt " + connections)
                    .replace("timeout check 1s", "timeout check 30s");
            Path main = Files.writeString(folder.resolve("haproxy.cfg"), MAIN.formatted(statistics));
            Path ours = Files.writeString(folder.resolve("heliograph.cfg"), shipped);
            Path output = folder.resolve("output.log");
            Process process = new ProcessBuilder(
                            List.of(PROGRAM.toString(), "-db", "-f", main.toString(), "-f", ours.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-haproxy"));
            HaproxyProcess haproxy = new HaproxyProcess(port, statistics, process, output);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(Files.readString(output));
                }
                return haproxy.answers();
            });
            return haproxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return port;
    }

    /** What it has logged. */
    public String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its base URL with a path. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What it has found a server to be, such as {@code UP}, {@code UP 1/2} or {@code DOWN}. */
    public String state(String node) {
        return statistic(node, "status");
    }

    /** How many checks of a server have failed while it was up. */
    public int failedChecks(String node) {
        return Integer.parseInt(statistic(node, "chkfail"));
    }

    private String statistic(String node, String column) {
        String[] names = null;
        for (String line : get(URI.create("http://127.0.0.1:" + statistics + "/;csv"))
                .body()
                .lines()
                .toList()) {
            String[] fields = line.replaceFirst("^# ", "").split(",", -1);
            if (names == null) {
                names = fields;
            } else if (fields[0].equals("heliograph") && fields[1].equals(node)) {
                return fields[List.of(names).indexOf(column)];
            }
        }
        throw new AssertionError("no server " + node);
    }

    private boolean answers() {
        try {
            return !state("node-1").isEmpty();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
