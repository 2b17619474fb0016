package org.heliograph.operations.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.heliograph.installation.Installation;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.ProductVersion;
import org.heliograph.settings.RedisUrl;

/** Says in one line of the log what this node is. Nothing secret is part of it. */
@ApplicationScoped
public class NodeReport {
    private static final Logger LOG = Logger.getLogger(NodeReport.class.getName());

    @Inject
    private Configuration configuration;

    @Inject
    private Installation installation;

    @Inject
    private SqlTemplate sql;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Logs the line. */
    public void log() {
        LOG.info(() -> line(database()));
    }

    private String line(String databaseName) {
        int administrators = sql.query(
                        "select count(*) as administrators from account where role = 'admin' and not disabled",
                        row -> row.integer("administrators"))
                .get(0);
        return "Heliograph " + ProductVersion.text() + " is node " + configuration.get(NodeSettings.NODE_NAME)
                + " of installation " + installation.id() + "; database " + databaseName + "; Redis "
                + configuration.find(NodeSettings.REDIS_URL).map(this::redis).orElse("none") + "; public address "
                + configuration.find(NodeSettings.PUBLIC_URL).orElse("as called") + "; demo "
                + (configuration.get(NodeSettings.DEMO) ? "on" : "off") + "; administrators " + administrators;
    }

    private String redis(RedisUrl url) {
        String prefix = configuration.get(NodeSettings.REDIS_PREFIX);
        return url.address() + (prefix.isEmpty() ? "" : " with the prefix " + prefix);
    }

    private String database() {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + " at "
                    + withoutSecrets(about.getURL());
        } catch (SQLException failed) {
            throw new DatabaseException(failed);
        }
    }

    /** A JDBC URL without its parameters and without an account before the host. */
    static String withoutSecrets(String jdbcUrl) {
        return jdbcUrl.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
