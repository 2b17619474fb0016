package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A separate Redis that can be stopped, frozen and restarted on the same port. */
public final class RedisProcess implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port = Ports.free();
    private RedisServer server;
    private ProcessHandle process;

    public RedisProcess() {
        start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly(), "stop-redis"));
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    public void start() {
        try {
            Set<Long> before = children();
            server = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            process = ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child.pid()))
                    .filter(child -> child.info().command().orElse("").contains("redis"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Suspends it with all connections open and waits until it is suspended. */
    public void freeze() {
        signal("-STOP");
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(this::stopped);
    }

    private boolean stopped() throws IOException {
        Process state = new ProcessBuilder("ps", "-o", "state=", "-p", "" + process.pid()).start();
        return new String(state.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("T");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Jedis client() {
        return new Jedis(url(), PATIENCE_MILLIS);
    }

    public void publish(String channel, String message) {
        try (Jedis jedis = client()) {
            jedis.publish(channel, message);
        }
    }

    /** Publishes bytes that need not be text. */
    public void publish(String channel, byte[] message) {
        try (Jedis jedis = client()) {
            jedis.publish(channel.getBytes(StandardCharsets.UTF_8), message);
        }
    }

    /** Restricts the default user to channels of these patterns. */
    public void allowOnly(String... patterns) {
        Stream<String> rules = Stream.of(patterns).map(pattern -> "&" + pattern);
        account(Stream.concat(Stream.of("default", "resetchannels"), rules).toArray(String[]::new));
    }

    /** Changes an account, or makes one. @param nameAndRules as {@code ACL SETUSER} takes them */
    public void account(String... nameAndRules) {
        try (Jedis jedis = client()) {
            jedis.aclSetUser(nameAndRules[0], Arrays.copyOfRange(nameAndRules, 1, nameAndRules.length));
        }
    }

    /** The commands that it refused for missing permissions. */
    public List<String> refusals() {
        try (Jedis jedis = client()) {
            return jedis.aclLog().stream().map(Object::toString).toList();
        }
    }

    /** Makes it a replica of another one, and waits until it has its data. */
    public void replicate(RedisProcess master) {
        try (Jedis jedis = client()) {
            jedis.replicaof("127.0.0.1", master.port);
            await().until(() -> jedis.role().contains("connected"));
        }
    }

    /** Makes a replica a master. */
    public void promote() {
        try (Jedis jedis = client()) {
            jedis.replicaofNoOne();
        }
    }

    /** The number of subscribers of a channel. */
    public long listeners(String channel) {
        try (Jedis jedis = client()) {
            return jedis.pubsubNumSub(channel).get(channel);
        }
    }

    @Override
    public void close() {
        thaw();
        stop();
    }
}
