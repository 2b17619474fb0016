package org.heliograph.operations.transfer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.operations.start.StartException;

/** {@code bin/h2-to-postgresql}: moves an installation from an H2 file to PostgreSQL, with the server stopped (docs/install.md). */
public final class TransferCommand {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final String HELP = """
            Usage: h2-to-postgresql [FILE]

            Moves all data of an H2 database into an empty PostgreSQL database. Stop the server before.
            FILE is the database; default: $HELIOGRAPH_DATA_DIR/heliograph.mv.db. Its password is read from the file
            heliograph.password next to it, or from HELIOGRAPH_H2_PASSWORD.
            HELIOGRAPH_DB_URL, HELIOGRAPH_DB_USER and HELIOGRAPH_DB_PASSWORD name the PostgreSQL database, as for the server.
            """;
    /** Flyway's, kept so that its level is not lost. */
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    private final Map<String, String> environment;
    private final PrintStream out;

    TransferCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) {
        MIGRATIONS.setLevel(Level.WARNING);
        // The standard output of a command; System.out is the server's.
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new TransferCommand(System.getenv(), terminal).run(arguments));
    }

    /** @return the exit code */
    int run(String... arguments) {
        String folder = environment.get("HELIOGRAPH_DATA_DIR");
        if (arguments.length > 1
                || arguments.length == 1 && arguments[0].startsWith("-")
                || arguments.length == 0 && folder == null) {
            out.print(HELP);
            return USAGE;
        }
        try {
            H2File source = new H2File(
                    arguments.length == 1 ? Path.of(arguments[0]) : Path.of(folder, "heliograph"), environment);
            PostgresDatabase target = new PostgresDatabase(environment);
            SortedMap<String, Long> counts = new Transfer(source, target, out).run();
            long rows = counts.values().stream().mapToLong(Long::longValue).sum();
            out.printf(
                    Locale.ROOT,
                    "moved %,d rows of %d tables; both databases have the same numbers%n",
                    rows,
                    counts.size());
            remindOfKey(target, (folder == null ? source.folder() : Path.of(folder)).resolve("signing-key.jwk"));
            return DONE;
        } catch (TransferException | StartException refused) {
            out.println("h2-to-postgresql: " + refused.getMessage());
        } catch (SQLException failed) {
            out.println("h2-to-postgresql: nothing was moved: " + failed.getMessage());
        }
        return REFUSED;
    }

    /** The rows are there already, so that a failure is only reported. */
    private void remindOfKey(PostgresDatabase target, Path file) {
        try (Connection connection = target.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select signing_key from installation")) {
            if (row.next() && !row.getString(1).equals(SigningKeyFile.thumbprint(file))) {
                out.println("every node needs the signing key with the thumbprint " + row.getString(1)
                        + ", which is not " + file);
            } else {
                out.println("every node needs " + file + " in its HELIOGRAPH_DATA_DIR");
            }
        } catch (SQLException failed) {
            out.println("the rows were moved; which signing key every node needs could not be read: "
                    + failed.getMessage());
        }
        out.println("start the server with HELIOGRAPH_DB_DRIVER=postgresql; keep the H2 file until it has served");
    }
}
