package org.heliograph.cluster.pair;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.RestorableDatabase;
import org.heliograph.testing.Server;
import org.heliograph.testing.TcpProxy;

/** Two nodes, named a and b, with the database and Redis that they share. A test that stops a part starts it again. */
public final class Pair implements AutoCloseable {
    private static final Duration RECOVERED = Duration.ofSeconds(30);
    private static final String ACME = "ws:org:acme";

    private final RedisProcess redis = new RedisProcess();
    private final Map<String, TcpProxy> wires = new ConcurrentHashMap<>();
    private final Map<String, TcpProxy> databaseWires = new ConcurrentHashMap<>();
    private final RestorableDatabase database;
    private final String name;
    private final Server a;
    private final Server b;

    Pair() {
        this(
                "pair",
                Map.of(
                        "HELIOGRAPH_MACHINE_CLEANUP",
                        "PT1S",
                        "HELIOGRAPH_MACHINE_GRACE",
                        "PT0S",
                        "HELIOGRAPH_MACHINE_SILENCE",
                        "PT30M",
                        "HELIOGRAPH_NODE_SILENCE",
                        "PT6S",
                        "HELIOGRAPH_OUTBOX_FRAMES",
                        "100000",
                        "HELIOGRAPH_RESTORE_OVER",
                        "PT1S"),
                false);
    }

    /**
     * Starts two nodes for the caller alone.
     *
     * @param name prefix of the node names, followed by -a and -b; also their names at the database
     * @param more settings in addition to those of every pair
     */
    public Pair(String name, Map<String, String> more) {
        this(name, more, true);
    }

    /** @param databaseProxies whether there is a proxy between each node and the database, which costs time */
    private Pair(String name, Map<String, String> more, boolean databaseProxies) {
        this.name = name;
        database = new RestorableDatabase(Path.of(sharedFolder()));
        // at the same time, so that they create the schema, the accounts and the signing key concurrently
        String folder = sharedFolder();
        CompletableFuture<Server> second =
                CompletableFuture.supplyAsync(() -> start(name + "-b", folder, more, databaseProxies));
        a = start(name + "-a", folder, more, databaseProxies);
        b = second.join();
    }

    private Server start(String name, String folder, Map<String, String> more, boolean databaseProxies) {
        String url = database.jdbcUrl();
        if (databaseProxies) {
            TcpProxy wire = databaseWires.computeIfAbsent(name, any -> TcpProxy.to(database.port()));
            url = url.replaceFirst("//localhost:\\d+/", "//127.0.0.1:" + wire.port() + "/");
        }
        Map<String, String> settings = new HashMap<>(Map.of(
                "HELIOGRAPH_DB_DRIVER", "postgresql",
                "HELIOGRAPH_DB_URL", url + "&ApplicationName=" + name,
                "HELIOGRAPH_DB_USER", "postgres",
                "HELIOGRAPH_DB_PASSWORD", "postgres",
                "HELIOGRAPH_REDIS_URL", "redis://127.0.0.1:" + proxy(name).port(),
                "HELIOGRAPH_DATA_DIR", folder,
                "HELIOGRAPH_UPTIME_DETECTOR", "PT1S",
                "HELIOGRAPH_UPTIME_GRACE", "PT0S"));
        settings.putAll(more);
        return Server.start(name, settings);
    }

    private TcpProxy proxy(String name) {
        return wires.computeIfAbsent(name, any -> TcpProxy.to(redis.url().getPort()));
    }

    /** The directory of the shared signing key; empty at the start. */
    private static String sharedFolder() {
        Path all = Path.of(System.getProperty("heliograph.it.dir", "target/it"));
        try {
            return Files.createTempDirectory(Files.createDirectories(all.toAbsolutePath()), "pair-data")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Server a() {
        return a;
    }

    public Server b() {
        return b;
    }

    /** Acme as seen by its owner on node a. */
    Fleet acmeOnA() {
        return Fleet.acme(a);
    }

    Fleet acmeOnB() {
        return Fleet.acme(b);
    }

    public RedisProcess redis() {
        return redis;
    }

    /** The proxy between a node and Redis. */
    public TcpProxy redisProxy(Server node) {
        return wires.get(node == a ? name + "-a" : name + "-b");
    }

    public RestorableDatabase restorable() {
        return database;
    }

    /** The proxy between a node and the database; null for a pair without. */
    public TcpProxy databaseProxy(Server node) {
        return databaseWires.get(node == a ? name + "-a" : name + "-b");
    }

    public Connection database() throws SQLException {
        return database.connect();
    }

    /** Waits until both nodes are subscribed to acme's Redis channel; each needs a subscriber. */
    void awaitRedisSubscriptions() {
        await().atMost(RECOVERED).until(() -> redis.listeners(ACME) == 2);
    }

    /** Whether a node serves and lacks nothing, Redis included. */
    public static boolean healthy(Server node) {
        return node.api().get("/health").json().getString("status").equals("ok");
    }

    @Override
    public void close() throws IOException {
        a.close();
        b.close();
        wires.values().forEach(TcpProxy::close);
        databaseWires.values().forEach(TcpProxy::close);
        redis.close();
        database.close();
    }
}
