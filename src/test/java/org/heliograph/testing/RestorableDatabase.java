package org.heliograph.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PostgreSQL server with a fixed address, of which base backups are made, and which is restored from them. */
public final class RestorableDatabase implements AutoCloseable {
    private static final Duration STOPPED = Duration.ofSeconds(60);

    private final int port = Ports.free();
    private final Path folder;
    private EmbeddedPostgres server;

    /** A backup of all files. @param label the content of {@code backup_label}, which the server that is restored needs */
    public record Backup(Path files, String label) {}

    /** Changes a restored database before it accepts connections. */
    public interface Change {
        void apply(Connection database) throws SQLException;
    }

    /** @param folder an existing one for its files and backups */
    public RestorableDatabase(Path folder) {
        this.folder = folder;
        server = start(port);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private EmbeddedPostgres start(int at) {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(at)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of its address, on this machine. */
    public int port() {
        return port;
    }

    public String jdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    public Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Copies the files while the server is running, as {@code pg_basebackup} does. */
    public Backup backUp() {
        Path files = folder.resolve("backup-" + System.nanoTime());
        try (Connection session = connect();
                Statement statement = session.createStatement()) {
            statement.execute("select pg_start_backup('test', true, false)");
            copy(data(), files);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_stop_backup(false, false)")) {
                label.next();
                String text = label.getString(1);
                // what was written while the files were copied
                copy(data().resolve("pg_wal"), files.resolve("pg_wal"));
                return new Backup(files, text);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server, replaces its files by those of a backup, and starts it again at the same address. */
    public void restore(Backup backup, Change change) {
        try {
            stop(server);
            Folders.delete(data());
            copy(backup.files(), data());
            Files.writeString(data().resolve("backup_label"), backup.label());
            EmbeddedPostgres unseen = start(Ports.free());
            try (Connection session = unseen.getPostgresDatabase().getConnection()) {
                change.apply(session);
            }
            stop(unseen);
            server = start(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when no process uses the files. The server's own close waits five seconds, which a checkpoint on a busy machine exceeds. */
    private void stop(EmbeddedPostgres running) throws IOException {
        Optional<ProcessHandle> postmaster = ProcessHandle.of(Long.parseLong(
                Files.readAllLines(data().resolve("postmaster.pid")).get(0)));
        running.close();
        try {
            if (postmaster.isPresent()) {
                postmaster.get().onExit().get(STOPPED.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException notStopped) {
            throw new IllegalStateException("the database does not stop", notStopped);
        }
    }

    /** Deletes the files of a backup. */
    public void discard(Backup backup) {
        Folders.delete(backup.files());
    }

    /** Copies files, except those that belong to a running server. Files may vanish meanwhile. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                String name = path.getFileName().toString();
                if (!name.equals("postmaster.pid") && !name.equals("postmaster.opts") && !name.equals("epg-lock")) {
                    copyOne(path, to.resolve(from.relativize(path)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyOne(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
            if (to.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
            }
        } else {
            try {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException vanished) {
                // a temporary file of the running server
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
