package org.heliograph.operations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.testing.Ports;

/** A PostgreSQL that can be stopped, started again with its data, and suspended. */
final class RestartablePostgres {
    static final String PASSWORD = "the-password-of-the-database";

    private final Path data;
    private final int port = Ports.free();
    private EmbeddedPostgres running;

    private RestartablePostgres(Path data) {
        this.data = data;
    }

    static RestartablePostgres start(String name) throws IOException {
        Path all = Path.of(System.getProperty("heliograph.it.dir", "target/it"));
        RestartablePostgres postgres =
                new RestartablePostgres(Files.createTempDirectory(Files.createDirectories(all.toAbsolutePath()), name));
        postgres.restart();
        return postgres;
    }

    void restart() throws IOException {
        running = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    void stop() throws IOException {
        running.close();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** A session of a test, whose statements have time, whatever the role is given. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?options=-c%20statement_timeout=0", "postgres", PASSWORD);
    }

    /** Suspends all its processes: connections stay open, new ones are accepted by the kernel, and nothing is answered. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        // the parent first: it starts no more children that would not be found
        kill(name, Stream.of(postmaster));
        kill(name, postmaster.descendants());
    }

    private static void kill(String name, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> kill = new ArrayList<>(List.of("kill", name));
        processes.forEach(one -> kill.add("" + one.pid()));
        // a process may have ended meanwhile, so the result says nothing
        new ProcessBuilder(kill).inheritIO().start().waitFor();
    }
}
