package org.heliograph.operations.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.heliograph.persistence.SqlTemplate;

/** The rows of an organisation that was deleted. One node at a time deletes some, which holds the lock of the organisation's row. */
@ApplicationScoped
@Transactional
class OrganizationPurgeRepository {
    private static final int ROWS = 2_000;

    /** Locks them in the order of all that write machines, heartbeats too. */
    private static final String MACHINES =
            "select id from machine where org_id = ? order by id fetch first " + ROWS + " rows only for update";

    /** In this order, after the machines, from which events follow. Each deletes a bounded number. */
    private static final List<String> STEPS = List.of(
            step("machine_event", "seq"),
            step("machine_history", "from_at"),
            step("machine_count", "id"),
            step("audit_audience", "entry_id"));

    private static final String EMPTY = "delete from organization where id = ? and deleted_at is not null"
            + " and not exists (select 1 from machine where org_id = ?)"
            + " and not exists (select 1 from audit_audience where org_id = ?)"
            + " and not exists (select 1 from pending_event where topic like ? escape '!')"
            + " and not exists (select 1 from publication p where p.topic in"
            + " (select t.topic from topic_position t where t.topic like ? escape '!'))";

    private SqlTemplate sql;

    /** For the container's proxy. */
    protected OrganizationPurgeRepository() {}

    @Inject
    OrganizationPurgeRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    private static String step(String table, String key) {
        return "delete from " + table + " where org_id = ? and " + key + " in (select " + key + " from " + table
                + " where org_id = ? order by " + key + " fetch first " + ROWS + " rows only)";
    }

    /** Deletes some rows. @return false when there are none, or another node deletes them */
    boolean deleteSome(String id) {
        return lock(id) && (deleteMachines(id) || STEPS.stream().anyMatch(step -> sql.update(step, id, id) > 0));
    }

    private boolean deleteMachines(String id) {
        List<String> locked = sql.query(MACHINES, row -> row.text("id"), id);
        if (!locked.isEmpty()) {
            sql.update(
                    "delete from machine where org_id = ? and id between ? and ?",
                    id,
                    locked.get(0),
                    locked.get(locked.size() - 1));
        }
        return !locked.isEmpty();
    }

    /**
     * Deletes the row of an organisation that has nothing any more. Events that wait for their numbers come into the log first, and are
     * purged by the next run.
     */
    void deleteEmpty(String id) {
        if (lock(id)) {
            String topics = OrganizationContents.topicPattern(id);
            sql.update(EMPTY, id, id, id, topics, topics);
        }
    }

    private boolean lock(String id) {
        String mode = sql.isPostgreSql() ? "no key update" : "update";
        return !sql.query(
                        "select id from organization where id = ? and deleted_at is not null for " + mode
                                + " skip locked",
                        row -> row.text("id"),
                        id)
                .isEmpty();
    }
}
