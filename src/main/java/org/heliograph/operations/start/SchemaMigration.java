package org.heliograph.operations.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates the schema with Flyway, whose own lock makes nodes that start at the same time wait for each other. */
@ApplicationScoped
class SchemaMigration {
    /** The server's logging; without this Flyway uses the first logging library on the class path. */
    private static final String LOGGER = "org.flywaydb.core.internal.logging.javautil.JavaUtilLogCreator";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    void migrate() {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .loggers(LOGGER)
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
