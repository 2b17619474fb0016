package org.heliograph.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A real server with Heliograph deployed: demo accounts, no simulated machines. Most tests share one; a test that needs
 * settings of its own starts one of its own. Whatever is still running when the test JVM ends is stopped.
 */
public final class Server implements AutoCloseable {
    private static final Path FOLDER =
            Path.of(System.getProperty("heliograph.it.dir", "target/it")).toAbsolutePath();
    private static final Set<Server> RUNNING = ConcurrentHashMap.newKeySet();
    static final String SHARED = "shared";
    /** The setting of a test that names another archive than the one that was built. WildFly only. */
    static final String WAR = "HELIOGRAPH_TEST_WAR";

    private static final int TAIL_LINES = 60;
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private static Server shared;
    private static RuntimeException sharedFailure;

    private final String name;
    private final Map<String, String> environment;
    private final Map<String, Api> signedIn = new ConcurrentHashMap<>();
    private ServerInstance instance;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Server::close), "stop-servers"));
    }

    private Server(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = environment;
    }

    /** The server with the standard configuration, started at the first call. */
    public static synchronized Server shared() {
        if (sharedFailure != null) {
            throw sharedFailure;
        }
        try {
            if (shared == null) {
                shared = start(SHARED, Map.of());
            }
            return shared;
        } catch (IllegalStateException broken) {
            sharedFailure = broken;
            throw broken;
        }
    }

    /**
     * Starts a separate server with an empty database and waits until it is ready.
     *
     * @param name     names its folder below {@code target/it}; at most 20 characters
     * @param settings environment variables such as {@code HELIOGRAPH_FLEET_SILENCE}, over the standard ones; an empty
     *                 text leaves one unset
     */
    public static Server start(String name, Map<String, String> settings) {
        Server server = of(name, settings);
        server.start();
        return server;
    }

    /** The same, before its {@link #start()}. */
    public static Server of(String name, Map<String, String> settings) {
        Folders.delete(FOLDER.resolve(name));
        Map<String, String> environment = new HashMap<>(TestSettings.settings(FOLDER.resolve(name)));
        environment.putAll(settings);
        environment.values().removeIf(String::isEmpty);
        return new Server(name, environment);
    }

    /** Changes a setting for the next {@link #start()}. */
    public void configure(String setting, String value) {
        environment.put(setting, value);
    }

    /** Restarts it with its data, after {@link #close()} or {@link #kill()}; its port changes. */
    public void start() {
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(name));
            instance = ServerKind.chosen().start(name, folder, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RUNNING.add(this);
        ReadinessCheck.await(this);
    }

    /** Its base URL with a path, such as {@code /api/auth/login}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + instance.port() + path);
    }

    /** The same for a socket. */
    public URI socketUri(String path) {
        return URI.create("ws://127.0.0.1:" + instance.port() + path);
    }

    /** URL of its database, for access while the server is down. */
    public String databaseUrl() {
        return environment.get("HELIOGRAPH_DB_URL");
    }

    public int port() {
        return instance.port();
    }

    /** The process of its Java virtual machine. */
    public long pid() {
        return instance.pid();
    }

    /** REST without a token. */
    public Api api() {
        return new Api(this, null);
    }

    /** REST as one of the demo accounts, such as {@code alice@acme.test}; signs in once. */
    public Api as(String email) {
        return signedIn.computeIfAbsent(email, address -> api().signIn(address, TestSettings.PASSWORD));
    }

    /** The server's complete log. */
    public String log() {
        return logSince(0);
    }

    /** The servers that run in this process now. */
    static Set<Server> running() {
        return Set.copyOf(RUNNING);
    }

    /** Size of its log in bytes. */
    long logged() {
        return instance.log().toFile().length();
    }

    /** Its log after a size returned by {@link #logged()}. */
    String logSince(long bytes) {
        try (InputStream in = Files.newInputStream(instance.log())) {
            in.skipNBytes(Math.min(bytes, logged()));
            return COLOUR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    boolean alive() {
        return instance.alive();
    }

    /** The application on this server, which keeps running without it. */
    public Deployment deployment() {
        return new Deployment(this, FOLDER.resolve(name));
    }

    /** Suspends it with all connections open, until {@link #thaw()}. */
    public void freeze() {
        instance.suspend(true);
    }

    public void thaw() {
        instance.suspend(false);
    }

    /** Kills it. */
    public void kill() {
        if (RUNNING.remove(this)) {
            instance.kill();
            signedIn.clear();
        }
    }

    @Override
    public void close() {
        if (RUNNING.remove(this)) {
            instance.stop();
            signedIn.clear();
        }
    }

    @Override
    public String toString() {
        return "server " + name + " on port " + instance.port();
    }
}
