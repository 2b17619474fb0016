package org.heliograph.operations.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.eventlog.EventLog;
import org.heliograph.persistence.SqlTemplate;

/**
 * The signs of life of all processes of the installation. What is published about a node is published in the transaction that changes its row,
 * so that it is published once: by the node itself, or when it is silent by the one other node that changes its row.
 */
@ApplicationScoped
public class SystemReportRepository {
    /** How long a silent node is expected back. */
    static final Duration EXPECTED = Duration.ofDays(1);

    private static final String ALL = "select instance, node, status, listening, figures, seen_at,"
            + " current_timestamp as present from system_report order by instance";
    private static final String OWN =
            "select status, reported, seen_at, current_timestamp as present from system_report" + " where instance = ?";
    private static final String INSERT =
            "insert into system_report (instance, node, status, reported, listening, seen_at)"
                    + " values (?, ?, ?, 0, false, current_timestamp)";
    private static final String UPDATE =
            "update system_report set status = ?, reported = ?, listening = ?, figures = ?,"
                    + " seen_at = current_timestamp where instance = ?";
    private static final String SILENCE =
            "update system_report set status = '" + HealthState.SILENT_STATUS + "', listening = false, figures = null"
                    + " where instance = ? and status <> '" + HealthState.SILENT_STATUS + "' and seen_at < ?";
    private static final String RETURNED = "select instance, seen_at, current_timestamp as present from system_report"
            + " where node = ? and status = '" + HealthState.SILENT_STATUS + "' order by instance";
    private static final String DELETE = "delete from system_report where instance = ?";
    private static final String CRITICAL = new Symptom(true, "").severity();

    private SqlTemplate sql;
    private EventLog log;

    /** For the container's proxy. */
    protected SystemReportRepository() {}

    @Inject
    SystemReportRepository(SqlTemplate sql, EventLog log) {
        this.sql = sql;
        this.log = log;
    }

    /**
     * The row of a process.
     *
     * @param listening whether it has subscribers of {@code system:metrics}
     * @param figures   its figures; null while there is no listener
     * @param present   when the row was read, by the clock of the database
     */
    record Row(
            String instance,
            String node,
            String status,
            boolean listening,
            String figures,
            Instant seenAt,
            Instant present) {
        boolean silent() {
            return status.equals(HealthState.SILENT_STATUS);
        }

        boolean isOlderThan(Duration age) {
            return seenAt.isBefore(present.minus(age));
        }
    }

    /** What a process writes about itself. */
    record SignOfLife(String instance, String node, HealthState state, boolean listening, String figures) {}

    private record Own(boolean silent, long reported, Instant seenAt, Instant present) {}

    /** All rows. */
    List<Row> all() {
        return sql.query(
                ALL,
                row -> new Row(
                        row.text("instance"),
                        row.text("node"),
                        row.text("status"),
                        row.bool("listening"),
                        row.text("figures"),
                        row.time("seen_at"),
                        row.time("present")));
    }

    /** Writes a sign of life, and publishes events that this process has not published yet. */
    @Transactional
    public void write(SignOfLife sign, List<SystemEvent> events) {
        Own own = lock(sign);
        if (own.silent()) {
            publish(SystemEvent.health(0, sign.node(), sign.state(), HealthState.SILENT_STATUS, own.present()));
            publish(back(sign.node(), own.seenAt(), own.present()));
        }
        long reported = publish(events, own.reported());
        sql.update(UPDATE, sign.state().status(), reported, sign.listening(), sign.figures(), sign.instance());
    }

    /** Publishes what is left, and removes the row: the process stops, and is not missed. */
    @Transactional
    public void end(SignOfLife sign, List<SystemEvent> events) {
        publish(events, lock(sign).reported());
        sql.update(DELETE, sign.instance());
    }

    private Own lock(SignOfLife sign) {
        List<Own> rows = sql.queryAndLock(
                OWN,
                row -> new Own(
                        row.text("status").equals(HealthState.SILENT_STATUS),
                        row.bigint("reported"),
                        row.time("seen_at"),
                        row.time("present")),
                sign.instance());
        if (!rows.isEmpty()) {
            return rows.get(0);
        }
        sql.query(
                        RETURNED,
                        row -> new Row(
                                row.text("instance"),
                                sign.node(),
                                HealthState.SILENT_STATUS,
                                false,
                                null,
                                row.time("seen_at"),
                                row.time("present")),
                        sign.node())
                .forEach(this::end);
        sql.update(INSERT, sign.instance(), sign.node(), sign.state().status());
        return new Own(false, 0, null, null);
    }

    private long publish(List<SystemEvent> events, long reported) {
        long last = reported;
        for (SystemEvent event : events) {
            if (event.ordinal() > reported) {
                publish(event);
                last = event.ordinal();
            }
        }
        return last;
    }

    /** Reports a process as silent, unless another node has, it has written meanwhile, or one of the same name has replaced it. */
    @Transactional
    public void reportSilent(Row row, Duration silence) {
        if (sql.update(SILENCE, row.instance(), row.present().minus(silence)) == 0) {
            return;
        }
        boolean replaced = all().stream()
                .anyMatch(other -> other.node().equals(row.node()) && !other.silent() && !other.isOlderThan(silence));
        if (replaced) {
            sql.update(DELETE, row.instance());
            return;
        }
        Symptom symptom = new Symptom(true, "no sign of life for " + silence.toSeconds() + " s");
        publish(SystemEvent.health(0, row.node(), HealthState.silent(symptom.message()), row.status(), row.seenAt()));
        publish(SystemEvent.firing(0, row.node(), Trouble.NODE, symptom, row.seenAt()));
    }

    /** Ends the wait for a silent process, unless another node has: it is back under another id, or not expected any more. */
    @Transactional
    public void end(Row row) {
        if (sql.update(DELETE, row.instance()) == 1) {
            publish(back(row.node(), row.seenAt(), row.present()));
        }
    }

    private static SystemEvent back(String node, Instant seenAt, Instant at) {
        return SystemEvent.resolved(0, node, Trouble.NODE, CRITICAL, seenAt, at);
    }

    private void publish(SystemEvent event) {
        log.publish(event.topic(), SystemEvent.NAME, event.data());
    }
}
