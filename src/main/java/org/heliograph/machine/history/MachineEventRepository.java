package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.machine.MachineListener;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** The stored events of machines. Only the one that holds {@link #claim} writes. */
@ApplicationScoped
class MachineEventRepository {
    private static final String CLAIM = "select id from machine_history_writer where id = 2 for update skip locked";

    /** Organisations whose log has publications about machines that are not stored; one look into an index for each organisation. */
    private static final String BEHIND =
            "select o.id from organization o left join machine_event_position p on p.org_id = o.id"
                    + " where exists (select 1 from publication e where e.topic = 'org:' || o.id || ':"
                    + MachineListener.CHANNEL
                    + "' and e.seq > coalesce(p.seq, 0)) order by o.id";

    private static final String INSERT = "insert into machine_event (org_id, seq, machine_id, name, event, status,"
            + " payload, created_at) values (?, ?, ?, cast(? as varchar), ?, cast(? as varchar), ?, ?)";

    private static final String COLUMNS =
            "select seq, machine_id, name, event, status, payload, created_at from machine_event";

    /** The newest names that stored events give to machines; one look into an index for each machine. */
    private static final String NAMES = "select i.id, (select e.name from machine_event e where e.org_id = ? and"
            + " e.machine_id = i.id and e.name is not null order by e.seq desc fetch first 1 row only) as name"
            + " from unnest(cast(? as varchar array)) as i(id)";

    private static final String AFTER = "created_at >= ? and (created_at, org_id, seq) > (?, ?, ?)";

    /** The last event of the next ones that a statement looks at. */
    private static final String NEXT = "select created_at, org_id, seq from machine_event where " + AFTER
            + " and created_at < ? order by created_at, org_id, seq offset ? rows"
            + " fetch first 1 row only";

    /** The last event that says what the status of a machine is stays while there is the machine. */
    private static final String PURGE = "delete from machine_event where " + AFTER + " and created_at <= ?"
            + " and (created_at, org_id, seq) <= (?, ?, ?) and (status is null or exists (select 1 from machine_event l"
            + " where l.org_id = machine_event.org_id and l.machine_id = machine_event.machine_id"
            + " and l.seq > machine_event.seq and l.status is not null)"
            + " or not exists (select 1 from machine m where m.id = machine_event.machine_id))";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected MachineEventRepository() {}

    @Inject
    MachineEventRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** Takes the turn to write until the transaction ends. @return false while another node has it */
    boolean claim() {
        return !sql.query(CLAIM, row -> row.integer("id")).isEmpty();
    }

    /** The organisations whose events are not all stored. */
    List<String> behind() {
        return sql.query(BEHIND, row -> row.text("id"));
    }

    /** The last publication of an organisation that was looked at; 0 before the first. */
    long position(String orgId) {
        return sql
                .query("select seq from machine_event_position where org_id = ?", row -> row.bigint("seq"), orgId)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Records up to which publication an organisation's events are stored. */
    void move(String orgId, long seq) {
        if (sql.update("update machine_event_position set seq = ? where org_id = ?", seq, orgId) == 0) {
            sql.update("insert into machine_event_position (org_id, seq) values (?, ?)", orgId, seq);
        }
    }

    void insert(String orgId, List<MachineEvent> events) {
        sql.batch(
                INSERT,
                events.stream()
                        .map(event -> new Object[] {
                            orgId,
                            event.seq(),
                            event.machineId(),
                            event.name(),
                            event.event(),
                            event.status(),
                            event.payload(),
                            event.at()
                        })
                        .toList());
    }

    /** Names of machines by id: those of their newest stored events, or else those that they have now. */
    Map<String, String> names(String orgId, Collection<String> ids) {
        Map<String, String> names = new HashMap<>();
        sql.query(
                "select id, name from machine where org_id = ? and id = any(?)",
                row -> names.put(row.text("id"), row.text("name")),
                orgId,
                ids);
        sql.query(
                NAMES,
                row -> row.text("name") == null ? null : names.put(row.text("id"), row.text("name")),
                orgId,
                ids);
        return names;
    }

    /** Which of these machines the organisation has. */
    Set<String> existing(String orgId, Collection<String> ids) {
        return new HashSet<>(sql.query(
                "select id from machine where org_id = ? and id = any(?)", row -> row.text("id"), orgId, ids));
    }

    /** Events of an organisation before a position, newest first. */
    List<MachineEvent> read(String orgId, long before, int most) {
        return sql.query(
                COLUMNS + " where org_id = ? and seq < ? order by seq desc fetch first ? rows only",
                MachineEventRepository::event,
                orgId,
                before,
                most);
    }

    /** Events of one machine before a position, newest first. */
    List<MachineEvent> read(String orgId, String machineId, long before, int most) {
        return sql.query(
                COLUMNS + " where org_id = ? and machine_id = ? and seq < ? order by seq desc fetch first ? rows only",
                MachineEventRepository::event,
                orgId,
                machineId,
                before,
                most);
    }

    /** A place in the order of age. */
    record Age(Instant at, String orgId, long seq) {
        /** Before every event. */
        static final Age FIRST = new Age(Instant.EPOCH, "", 0);
    }

    /**
     * Looks at events from before a time, the oldest after a place, and deletes those that are not kept.
     *
     * @param most how many it looks at
     * @return the place after which the next call goes on; empty when none are left
     */
    Optional<Age> purge(Instant before, Age after, int most) {
        Optional<Age> next = sql
                .query(
                        NEXT,
                        row -> new Age(row.time("created_at"), row.text("org_id"), row.bigint("seq")),
                        after.at,
                        after.at,
                        after.orgId,
                        after.seq,
                        before,
                        most - 1)
                .stream()
                .findFirst();
        // no organisation has an empty id, so that none of that time itself is deleted
        Age last = next.orElse(new Age(before, "", 0));
        sql.update(PURGE, after.at, after.at, after.orgId, after.seq, last.at, last.at, last.orgId, last.seq);
        return next;
    }

    private static MachineEvent event(SqlRow row) throws SQLException {
        return new MachineEvent(
                row.bigint("seq"),
                row.text("machine_id"),
                row.text("name"),
                row.text("event"),
                row.text("status"),
                row.text("payload"),
                row.time("created_at"));
    }
}
