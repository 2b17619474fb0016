package org.heliograph.operations.nodes;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.heliograph.text.TextCleaner;

/** On what the node runs: the kinds and versions of the application server and of the database. */
@ApplicationScoped
public class ServerReport {
    private static final Logger LOG = Logger.getLogger(ServerReport.class.getName());
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST = 80;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource source;

    private volatile String server = UNKNOWN;
    private volatile String database = UNKNOWN;

    /** @param context of the web application, on both servers */
    void started(@Observes @Initialized(ApplicationScoped.class) Object context) {
        if (context instanceof ServletContext web) {
            server = nameOf(web.getServerInfo());
        }
    }

    /** {@code WildFly Full 39.0.1.Final} without what it says of its parts. */
    static String nameOf(String serverInfo) {
        String name = serverInfo.replaceFirst(" [(#-].*", "").replaceAll("\\s+", " ");
        return TextCleaner.line(name, LONGEST);
    }

    /** Such as {@code WildFly Full 39.0.1.Final}. */
    String server() {
        return server;
    }

    /** Such as {@code PostgreSQL 17.2}; asks the database until it has answered once. */
    String database() {
        if (database.equals(UNKNOWN)) {
            try (Connection connection = source.getConnection()) {
                DatabaseMetaData about = connection.getMetaData();
                String version = about.getDatabaseProductVersion().replaceFirst(" .*", "");
                database = TextCleaner.line(about.getDatabaseProductName() + " " + version, LONGEST);
            } catch (SQLException away) {
                LOG.log(Level.FINE, "the database does not say what it is", away);
            }
        }
        return database;
    }

    /** When the Java virtual machine was started. */
    static Instant startedAt() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
