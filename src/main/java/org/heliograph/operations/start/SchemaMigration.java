package org.heliograph.operations.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.heliograph.persistence.DatabaseException;

/** Brings the database's schema to the version of this application. */
@ApplicationScoped
public class SchemaMigration {
    /** The server's logging; without this Flyway uses the first logging library on the class path. */
    private static final String FLYWAY_LOGGER = "org.flywaydb.core.internal.logging.javautil.JavaUtilLogCreator";

    private static final String COMMON = "classpath:db/migration";
    private static final String POSTGRESQL = "classpath:db/postgresql";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /**
     * Migrates the schema; Flyway's own lock makes nodes that start at the same time wait for each other.
     *
     * @throws StartException when a newer version of the application has migrated it already
     */
    public void run() {
        migrate(database);
    }

    /** The same for any database. */
    public static void migrate(DataSource database) {
        Flyway flyway = flyway(UntimedDataSource.of(database), locations(database));
        refuseNewer(flyway.info().all());
        flyway.migrate();
    }

    /**
     * Refuses a database whose schema is not that of this application.
     *
     * @throws StartException when a newer version has migrated it, or this one has not yet
     */
    public static void requireCurrent(DataSource database) {
        MigrationInfoService info = flyway(database, locations(database)).info();
        refuseNewer(info.all());
        if (info.pending().length > 0) {
            throw new StartException("the schema of the database is older than version "
                    + newest(info.all(), true).map(MigrationVersion::getVersion).orElse("0")
                    + ", which this version of Heliograph needs: start it once with this database");
        }
    }

    private static Flyway flyway(DataSource database, String... locations) {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .loggers(FLYWAY_LOGGER)
                .dataSource(database)
                .locations(locations)
                .load();
    }

    /** The folders of the migrations: those of every database, and those of this one. */
    public static String[] locations(DataSource database) {
        try (Connection connection = database.getConnection()) {
            boolean postgreSql = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
            return postgreSql ? new String[] {COMMON, POSTGRESQL} : new String[] {COMMON};
        } catch (SQLException failed) {
            throw new DatabaseException(failed);
        }
    }

    private static void refuseNewer(MigrationInfo... all) {
        Optional<MigrationVersion> ours = newest(all, true);
        Optional<MigrationVersion> theirs = newest(all, false);
        if (ours.isPresent() && theirs.isPresent() && theirs.get().compareTo(ours.get()) > 0) {
            throw new StartException(
                    "the schema of the database has version " + theirs.get() + ", but this version of Heliograph"
                            + " knows " + ours.get()
                            + " at most: deploy the newer Heliograph that migrated it, or restore the backup from"
                            + " before");
        }
    }

    /** @param resolved whether the migration is part of this application, or else has been applied to the database */
    private static Optional<MigrationVersion> newest(MigrationInfo[] all, boolean resolved) {
        return Arrays.stream(all)
                .filter(one -> one.getVersion() != null)
                .filter(one ->
                        resolved ? one.getState().isResolved() : one.getState().isApplied())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
    }
}
