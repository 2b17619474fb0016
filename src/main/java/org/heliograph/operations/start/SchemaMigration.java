package org.heliograph.operations.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables to the form that this version needs; nodes that start together wait for one another. */
@ApplicationScoped
class SchemaMigration {
    /** The server's own logging; by itself Flyway takes whichever library it finds first. */
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
