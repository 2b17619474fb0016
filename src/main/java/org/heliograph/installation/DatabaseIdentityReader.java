package org.heliograph.installation;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;

/** Asks the database which one it is. Only PostgreSQL answers, and a service that imitates it may know some of it only. */
final class DatabaseIdentityReader {
    private static final Logger LOG = Logger.getLogger(DatabaseIdentityReader.class.getName());

    /** The timeline of the log that is written now: that of the last checkpoint would be the old one for a while after a promotion. */
    private static final String SERVER =
            "select cast(system_identifier as text) as system, case when pg_is_in_recovery()"
                    + " then null else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline from pg_control_system()";

    private static final String OBJECTS =
            "select cast(d.oid as text) as db, cast(c.oid as text) as rel from pg_database d"
                    + " cross join pg_class c where d.datname = current_database() and c.oid = to_regclass('installation')";

    private final SqlTemplate sql;
    private volatile boolean serverIsSilent;

    DatabaseIdentityReader(SqlTemplate sql) {
        this.sql = sql;
    }

    /** @throws DatabaseException when the database is unavailable */
    DatabaseIdentity read() {
        if (!sql.isPostgreSql()) {
            return DatabaseIdentity.NONE;
        }
        List<String> server = server();
        return sql
                .query(OBJECTS, row -> List.of(server.get(0), server.get(1), row.text("db"), row.text("rel")))
                .stream()
                .findFirst()
                .map(DatabaseIdentity::new)
                .orElse(DatabaseIdentity.NONE);
    }

    private List<String> server() {
        List<String> unknown = List.of(DatabaseIdentity.UNKNOWN, DatabaseIdentity.UNKNOWN);
        if (serverIsSilent) {
            return unknown;
        }
        try {
            return sql.query(SERVER, row -> List.of(known(row.text("system")), known(row.text("timeline"))))
                    .get(0);
        } catch (DatabaseException refused) {
            if (DatabaseException.isBusy(refused)) {
                throw refused;
            }
            serverIsSilent = true;
            LOG.log(
                    Level.INFO,
                    "the database does not say its system identifier and timeline, so that a promoted standby is noticed by what it"
                            + " lacks only: {0}",
                    DatabaseException.reason(refused));
            return unknown;
        }
    }

    private static String known(String part) {
        return part == null ? DatabaseIdentity.UNKNOWN : part;
    }
}
