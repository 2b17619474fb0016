package org.heliograph.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Lets Hibernate start while the database is away: it would ask the database for its kind, and fail the deployment. Then the kind is the one
 * that the environment names for the data source. Named in {@code META-INF/services}, and only loaded where the server uses Hibernate.
 */
public class DialectWithoutDatabase implements ServiceContributor {
    private static final String DRIVER = "HELIOGRAPH_DB_DRIVER";

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        Object source = builder.getSettings().get(AvailableSettings.JAKARTA_JTA_DATASOURCE);
        if (source instanceof DataSource database && !answers(database)) {
            String driver = System.getenv().getOrDefault(DRIVER, "h2");
            builder.applySetting(AvailableSettings.ALLOW_METADATA_ON_BOOT, "false");
            builder.applySetting(
                    AvailableSettings.DIALECT,
                    driver.equals("postgresql")
                            ? "org.hibernate.dialect.PostgreSQLDialect"
                            : "org.hibernate.dialect.H2Dialect");
        }
    }

    private static boolean answers(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection != null;
        } catch (SQLException unavailable) {
            return false;
        }
    }
}
