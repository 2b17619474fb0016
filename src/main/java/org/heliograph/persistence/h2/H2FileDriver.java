package org.heliograph.persistence.h2;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The driver for WildFly: H2's own, with {@link H2FileAccess}. */
public final class H2FileDriver implements Driver {
    private static final Logger LOG = Logger.getLogger(H2FileDriver.class.getName());
    private static final Driver H2 = h2();
    private static final H2FileAccess ACCESS = new H2FileAccess(H2);

    /** Reads its class by name: H2 is a part of both servers, and not of the application. */
    private static Driver h2() {
        try {
            Driver driver = (Driver)
                    Class.forName("org.h2.Driver").getDeclaredConstructor().newInstance();
            initialize(driver);
            return driver;
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("the server has no H2", missing);
        }
    }

    /**
     * Opens an empty database in memory, so that H2 initializes its classes while the server loads the driver. Its shutdown hook and an
     * error that it keeps refer to the class loaders of their first caller for ever, which would be those of an application.
     */
    private static void initialize(Driver driver) {
        try (Connection empty = driver.connect("jdbc:h2:mem:", new Properties())) {
            LOG.log(Level.FINE, () -> "H2 is ready: " + empty);
        } catch (SQLException unusable) {
            LOG.log(Level.FINE, "could not open a database in memory", unusable);
        }
    }

    static H2FileAccess access() {
        return ACCESS;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return ACCESS.connect(url, properties);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return H2.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return H2.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return H2.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return H2.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return H2.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.h2");
    }
}
