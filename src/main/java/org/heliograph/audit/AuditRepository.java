package org.heliograph.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** Reads and writes the rows of the audit trail, in the caller's transaction if there is one. */
@ApplicationScoped
public class AuditRepository {
    private static final String INSERT =
            "insert into audit_entry (id, created_at, last_at, occurrences, action, outcome,"
                    + " reason, actor_id, actor_name, address, org_id, target_id, target_name, values_before, values_after)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String REPEAT =
            "update audit_entry set occurrences = occurrences + ?, last_at = ? where id = ?";

    private static final String SHOW = "insert into audit_audience (org_id, entry_id) values (?, ?)";

    private static final String ORGANIZATIONS =
            "select m.org_id from membership m join account a on a.id = m.account_id where a.email = ?";

    @Inject
    private SqlTemplate sql;

    /** For the container. */
    protected AuditRepository() {}

    AuditRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** Inserts a row. @return the organisations that see it */
    Set<String> insert(AuditRow row) {
        AuditEntry entry = row.entry();
        sql.update(
                INSERT,
                row.id(),
                row.createdAt(),
                row.lastAt(),
                row.occurrences(),
                row.action(),
                row.outcome(),
                entry.reason(),
                row.actorId(),
                row.actorName(),
                entry.address(),
                entry.orgId(),
                entry.targetId(),
                entry.targetName(),
                text(entry.before()),
                text(entry.after()));
        Set<String> audience = audience(entry);
        audience.forEach(org -> sql.update(SHOW, org, row.id()));
        return audience;
    }

    private Set<String> audience(AuditEntry entry) {
        Set<String> audience = new LinkedHashSet<>();
        if (entry.orgId() != null && (!entry.failed() || isOrganization(entry.orgId()))) {
            audience.add(entry.orgId());
        }
        if (entry.email() != null) {
            audience.addAll(sql.query(ORGANIZATIONS, row -> row.text("org_id"), entry.email()));
        }
        return audience;
    }

    /** Acts that succeeded happened in one that exists, whose row may not be flushed yet; what failed may name any. */
    private boolean isOrganization(String id) {
        return !sql.query("select id from organization where id = ? and deleted_at is null", row -> row.text("id"), id)
                .isEmpty();
    }

    /** Counts repetitions of a failure. @return false when its row has been purged */
    boolean repeat(String id, long times, Instant lastAt) {
        return sql.update(REPEAT, times, lastAt, id) > 0;
    }

    /** The rows that a search finds, newest first. @param limit most rows */
    public List<AuditRow> find(AuditSearch search, int limit) {
        List<Object> parameters = new ArrayList<>();
        String select = search.select(parameters) + " order by e.id desc fetch first " + limit + " rows only";
        return sql.query(select, AuditRepository::row, parameters.toArray());
    }

    /** Deletes the oldest rows before an id. @return how many, {@code limit} at most */
    int deleteBefore(String id, int limit) {
        return sql.update(
                "delete from audit_entry where id in (select id from audit_entry where id < ? order by id fetch first "
                        + limit + " rows only)",
                id);
    }

    /** Deletes the oldest failures beyond a number. @return how many, {@code limit} at most */
    int deleteFailuresBeyond(int kept, int limit) {
        List<String> last = sql.query(
                "select id from audit_entry where outcome = 'failed' order by id desc offset " + kept
                        + " rows fetch first 1 rows only",
                row -> row.text("id"));
        return last.isEmpty()
                ? 0
                : sql.update(
                        "delete from audit_entry where id in (select id from audit_entry where outcome = 'failed'"
                                + " and id <= ? order by id fetch first " + limit + " rows only)",
                        last.get(0));
    }

    private static AuditRow row(SqlRow row) throws SQLException {
        String actorId = row.text("actor_id");
        String action = row.text("action");
        return new AuditRow(
                row.text("id"),
                row.time("created_at"),
                row.time("last_at"),
                row.bigint("occurrences"),
                action,
                new AuditEntry(
                        AuditAction.parse(action),
                        row.text("reason"),
                        actorId == null ? null : new AuditSource.Actor(actorId, row.text("actor_name")),
                        row.text("address"),
                        row.text("org_id"),
                        row.text("target_id"),
                        row.text("target_name"),
                        object(row.text("values_before")),
                        object(row.text("values_after")),
                        null));
    }

    private static String text(JsonObject object) {
        return object == null ? null : object.toString();
    }

    private static JsonObject object(String text) {
        return text == null ? null : JsonText.parse(text);
    }
}
