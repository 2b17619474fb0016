package org.heliograph.operations.system;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.eventlog.EventLog;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * The rows of all processes of the installation, which are their signs of life. What is published about a node is published in the transaction that changes its row,
 * so that it is published once: by the node itself, or when it is silent by the one other node that changes its row.
 */
@ApplicationScoped
public class SystemReportRepository {
    /** How long a silent node is expected back. */
    static final Duration EXPECTED = Duration.ofDays(1);

    private static final String SELECT =
            "select instance, name, status, figures, seen_at, current_timestamp as present from node_status";
    private static final String ALL = SELECT + " order by instance";
    private static final String PREDECESSORS = SELECT + " where name = ? and instance <> ? order by instance";
    private static final String OWN =
            "select status, reported, seen_at, current_timestamp as present from node_status where instance = ?";
    private static final String INSERT =
            "insert into node_status (instance, name, status, reported, figures, seen_at) values (?, ?, ?, ?, ?, current_timestamp)";
    private static final String UPDATE =
            "update node_status set status = ?, reported = ?, figures = ?, seen_at = current_timestamp where instance = ?";
    private static final String SILENCE = "update node_status set status = '" + HealthState.SILENT_STATUS
            + "' where instance = ? and status <> '" + HealthState.SILENT_STATUS + "' and seen_at < ?";
    private static final String DELETE_UNREPORTED = "delete from node_status where instance = ? and status <> '"
            + HealthState.SILENT_STATUS + "' and seen_at < ?";
    private static final String DELETE = "delete from node_status where instance = ?";
    private static final String CRITICAL = new Symptom(true, "").severity();

    private SqlTemplate sql;
    private EventLog log;
    private Duration silence;

    /** For the container's proxy. */
    protected SystemReportRepository() {}

    @Inject
    SystemReportRepository(SqlTemplate sql, EventLog log, Configuration configuration) {
        this(sql, log, configuration.get(NodeSettings.NODE_SILENCE));
    }

    /** @param silence a process whose row is older is silent */
    SystemReportRepository(SqlTemplate sql, EventLog log, Duration silence) {
        this.sql = sql;
        this.log = log;
        this.silence = silence;
    }

    /**
     * The row of a process.
     *
     * @param status  of its health, as far as it lasts, or {@code silent} once that was published
     * @param figures as it wrote them last, as JSON
     * @param present when the row was read, by the clock of the database
     */
    record Row(String instance, String name, String status, String figures, Instant seenAt, Instant present) {
        boolean silent() {
            return status.equals(HealthState.SILENT_STATUS);
        }

        boolean isOlderThan(Duration age) {
            return seenAt.isBefore(present.minus(age));
        }
    }

    /** What a process writes about itself. @param figures as JSON */
    record SignOfLife(String instance, String name, HealthState state, String figures) {}

    private record Own(boolean silent, long reported, Instant seenAt, Instant present) {}

    /** All rows. */
    List<Row> all() {
        return sql.query(ALL, SystemReportRepository::row);
    }

    private static Row row(SqlRow row) throws SQLException {
        return new Row(
                row.text("instance"),
                row.text("name"),
                row.text("status"),
                row.text("figures"),
                row.time("seen_at"),
                row.time("present"));
    }

    /** Writes a sign of life, and publishes events that this process has not published yet. */
    @Transactional
    public void write(SignOfLife sign, List<SystemEvent> events) {
        Own own = lock(sign.instance(), sign.name());
        if (own.silent()) {
            publish(SystemEvent.health(0, sign.name(), sign.state(), HealthState.SILENT_STATUS, own.present()));
            publish(back(sign.name(), own.seenAt(), own.present()));
        }
        long reported = publish(events, own.reported());
        String status = sign.state().status();
        if (sql.update(UPDATE, status, reported, sign.figures(), sign.instance()) == 0) {
            sql.update(INSERT, sign.instance(), sign.name(), status, reported, sign.figures());
        }
    }

    /** Publishes what is left, and removes the row: the process stops, and is not missed. */
    @Transactional
    public void end(String instance, String name, List<SystemEvent> events) {
        publish(events, lock(instance, name).reported());
        delete(instance);
    }

    /** Removes the row of a process that stops, and publishes nothing. */
    void delete(String instance) {
        sql.update(DELETE, instance);
    }

    /** The row of a process. One that has none yet takes the place of those of its name. */
    private Own lock(String instance, String name) {
        List<Own> rows = sql.queryAndLock(
                OWN,
                row -> new Own(
                        row.text("status").equals(HealthState.SILENT_STATUS),
                        row.bigint("reported"),
                        row.time("seen_at"),
                        row.time("present")),
                instance);
        if (!rows.isEmpty()) {
            return rows.get(0);
        }
        sql.query(PREDECESSORS, SystemReportRepository::row, name, instance).forEach(this::replace);
        return new Own(false, 0, null, null);
    }

    private void replace(Row predecessor) {
        if (predecessor.silent()) {
            end(predecessor);
        } else {
            sql.update(
                    DELETE_UNREPORTED,
                    predecessor.instance(),
                    predecessor.present().minus(silence));
        }
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

    /** Reports a process as silent, and keeps its last figures, unless another node has, it has written meanwhile, or one of the same name has replaced it. */
    @Transactional
    public void reportSilent(Row row) {
        if (sql.update(SILENCE, row.instance(), row.present().minus(silence)) == 0) {
            return;
        }
        boolean replaced = all().stream()
                .anyMatch(other -> other.name().equals(row.name()) && !other.silent() && !other.isOlderThan(silence));
        if (replaced) {
            sql.update(DELETE, row.instance());
            return;
        }
        Symptom symptom = new Symptom(true, "no sign of life for " + silence.toSeconds() + " s");
        publish(SystemEvent.health(0, row.name(), HealthState.silent(symptom.message()), row.status(), row.seenAt()));
        publish(SystemEvent.firing(0, row.name(), Trouble.NODE, symptom, row.seenAt()));
    }

    /** Ends the wait for a silent process, unless another node has: it is back under another id, or not expected any more. */
    @Transactional
    public void end(Row row) {
        if (sql.update(DELETE, row.instance()) == 1) {
            publish(back(row.name(), row.seenAt(), row.present()));
        }
    }

    private static SystemEvent back(String node, Instant seenAt, Instant at) {
        return SystemEvent.resolved(0, node, Trouble.NODE, CRITICAL, seenAt, at);
    }

    private void publish(SystemEvent event) {
        log.publish(event.topic(), SystemEvent.NAME, event.data());
    }
}
