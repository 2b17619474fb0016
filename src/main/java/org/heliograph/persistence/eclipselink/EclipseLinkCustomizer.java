package org.heliograph.persistence.eclipselink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Changes EclipseLink's session before it connects; named in {@code persistence.xml}.
 *
 * <p>A read fails at once when the database is unreachable, as with Hibernate: EclipseLink would retry it three times, five seconds
 * apart, on request threads that other calls need.
 *
 * <p>Connections come from a {@link StatementConnectionPool}.
 *
 * <p>When the database is away while the application is deployed, its kind is the one that the configuration names for the data source.
 * EclipseLink would ask the database for it, and fail the deployment.
 */
public class EclipseLinkCustomizer implements SessionCustomizer {
    private static final String DRIVER = "heliograph.db.driver";
    private static final String PRODUCT = "jakarta.persistence.database-product-name";
    private static final String MAJOR = "jakarta.persistence.database-major-version";
    private static final String MINOR = "jakarta.persistence.database-minor-version";
    /** EclipseLink makes no difference between this one and later ones. */
    private static final String POSTGRESQL_VERSION = "10";

    private final Supplier<String> driver;

    /** For EclipseLink. */
    public EclipseLinkCustomizer() {
        this(() -> ConfigProvider.getConfig()
                .getOptionalValue(DRIVER, String.class)
                .orElse("h2"));
    }

    EclipseLinkCustomizer(Supplier<String> driver) {
        this.driver = driver;
    }

    @Override
    public void customize(Session session) {
        DatabaseLogin login = (DatabaseLogin) session.getDatasourceLogin();
        login.setQueryRetryAttemptCount(0);
        ServerSession server = (ServerSession) session;
        ConnectionPool pool = new StatementConnectionPool(login, server);
        server.addConnectionPool(pool);
        server.setReadConnectionPool(pool);
        if (!answers(login, server)) {
            boolean postgreSql = driver.get().equals("postgresql");
            Map<String, Object> properties = server.getProperties();
            properties.put(PRODUCT, postgreSql ? "PostgreSQL" : "H2");
            properties.put(MAJOR, postgreSql ? POSTGRESQL_VERSION : "");
            properties.put(MINOR, "");
        }
    }

    private static boolean answers(DatabaseLogin login, ServerSession session) {
        try (Connection connection = (Connection) login.connectToDatasource(null, session)) {
            return connection != null;
        } catch (DatabaseException | SQLException unavailable) {
            return false;
        }
    }
}
