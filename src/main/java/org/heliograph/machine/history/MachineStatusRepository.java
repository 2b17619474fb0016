package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.persistence.SqlTemplate;

/** Reads which statuses a machine had, and what belongs to its enrolment. */
@ApplicationScoped
class MachineStatusRepository {
    private static final String NEWEST =
            "select status, created_at from machine_event where org_id = ? and machine_id = ?"
                    + " and status is not null order by seq desc fetch first ? rows only";

    /** The present status, and the day on which the history of the organisation begins. */
    private static final String STEADY = "select m.status, m.created_at, (select min(h.from_at) from machine_history h"
            + " where h.org_id = m.org_id and h.resolution = 'day') as began_at from machine m where m.org_id = ? and m.id = ?";

    private static final String OUTAGES =
            "select from_at, to_at from server_outage where to_at > ? and from_at < ? order by from_at";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected MachineStatusRepository() {}

    @Inject
    MachineStatusRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    Optional<String> organizationOf(String id) {
        return sql.query("select org_id from machine where id = ?", row -> row.text("org_id"), id).stream()
                .findFirst();
    }

    /** The newest changes of a machine's status, newest first. */
    List<MachineTimeline.Change> newest(String orgId, String id, int most) {
        return sql.query(
                NEWEST, row -> new MachineTimeline.Change(row.time("created_at"), row.text("status")), orgId, id, most);
    }

    /** The status of a machine that has not changed since the events are stored; empty while there is no history. */
    Optional<MachineTimeline.Change> steadySince(String orgId, String id) {
        return sql
                .query(
                        STEADY,
                        row -> {
                            Instant created = row.time("created_at");
                            Instant began = row.time("began_at");
                            Instant since = began == null || began.isAfter(created) ? began : created;
                            return new MachineTimeline.Change(since, row.text("status"));
                        },
                        orgId,
                        id)
                .stream()
                .filter(change -> change.at() != null)
                .findFirst();
    }

    /** The outages of the server that overlap a time, in order. */
    List<MachineTimeline.Outage> outages(Instant from, Instant until) {
        return sql.query(
                OUTAGES, row -> new MachineTimeline.Outage(row.time("from_at"), row.time("to_at")), from, until);
    }

    /** The description of an auth key; null when it has been purged, and for null. */
    String descriptionOf(String authKeyId) {
        return text("select description as found from auth_key where id = ?", authKeyId);
    }

    /** The name of an account; null when it has been deleted, and for null. */
    String nameOf(String accountId) {
        return text("select name as found from account where id = ?", accountId);
    }

    private String text(String query, String id) {
        return id == null
                ? null
                : sql.query(query, row -> row.text("found"), id).stream()
                        .findFirst()
                        .orElse(null);
    }
}
