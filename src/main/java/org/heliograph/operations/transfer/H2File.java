package org.heliograph.operations.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The H2 database of a stopped node. While it is open no server can use the file. */
final class H2File {
    private static final String ENDING = ".mv.db";
    /** That of installations before the first start made one. */
    private static final String FORMER_PASSWORD = "heliograph";

    private static final int IN_USE = 90_020;
    private static final int WRONG_PASSWORD = 28_000;

    private final Path database;
    private final DataSource source;

    /**
     * @param file        {@code heliograph.mv.db}, or its path without the ending
     * @param environment may have the password and the user of the database
     * @throws TransferException when there is no such database, or its password cannot be read
     */
    H2File(Path file, Map<String, String> environment) {
        String path = file.toAbsolutePath().normalize().toString();
        database = Path.of(path.endsWith(ENDING) ? path.substring(0, path.length() - ENDING.length()) : path);
        if (!Files.isRegularFile(Path.of(database + ENDING))) {
            throw new TransferException("there is no H2 database " + database + ENDING);
        }
        String url = "jdbc:h2:file:" + database + ";IFEXISTS=TRUE;WRITE_DELAY=0;LAZY_QUERY_EXECUTION=TRUE";
        String user = environment.getOrDefault("HELIOGRAPH_H2_USER", "heliograph");
        source = Flyway.configure().dataSource(url, user, password(environment)).getDataSource();
    }

    private String password(Map<String, String> environment) {
        String configured = environment.get("HELIOGRAPH_H2_PASSWORD");
        if (configured != null) {
            return configured;
        }
        Path file = Path.of(database + ".password");
        try {
            return Files.exists(file)
                    ? Files.readString(file, StandardCharsets.US_ASCII).strip()
                    : FORMER_PASSWORD;
        } catch (IOException failed) {
            throw new TransferException("the password of the H2 database cannot be read: " + failed, failed);
        }
    }

    /** The folder of the file. */
    Path folder() {
        return database.getParent();
    }

    DataSource source() {
        return source;
    }

    /**
     * Opens it. As long as the connection is open a server that starts is refused.
     *
     * @throws TransferException when a server uses it, or the password is wrong
     */
    Connection open() throws SQLException {
        try {
            Connection connection = source.getConnection();
            try (Statement zone = connection.createStatement()) {
                zone.execute("SET TIME ZONE 'UTC'");
            }
            return connection;
        } catch (RuntimeException | SQLException failed) {
            throw refusal(failed);
        }
    }

    private static TransferException refusal(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
                return new TransferException("the H2 database is in use: stop the server first", failed);
            }
            if (cause instanceof SQLException sql && sql.getErrorCode() == WRONG_PASSWORD) {
                return new TransferException(
                        "the H2 database has another password than the file next to it: set HELIOGRAPH_H2_PASSWORD",
                        failed);
            }
        }
        return new TransferException("the H2 database cannot be opened: " + failed.getMessage(), failed);
    }
}
