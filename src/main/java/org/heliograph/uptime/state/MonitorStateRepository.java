package org.heliograph.uptime.state;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;

/**
 * Reads and writes {@code monitor_state}, each operation in the caller's transaction. Rows are locked in the order of their ids by
 * everyone, so that two transactions never wait for each other. A write changes only the columns of its subject: pulses, checks,
 * the aggregation and the uptimes do not overwrite one another.
 */
@ApplicationScoped
public class MonitorStateRepository {
    private static final String LOCK =
            "select * from monitor_state where monitor_id = any(?) order by monitor_id for update";

    /** Reads only the ids: changing monitors needs the locks, not the states. */
    private static final String LOCK_ALL = "select monitor_id from monitor_state order by monitor_id for update";

    private static final String TAKE_FOR_CHECK = "select * from monitor_state where checked_at <= ? or checked_at > ?"
            + " order by monitor_id fetch first %s rows only for update skip locked";

    /** Only the ids: the states are read after the commit, one by one, without a lock. */
    private static final String TAKE_FOR_UPTIMES =
            "select monitor_id from monitor_state where uptime_at <= ? or uptime_at > ? order by uptime_at, monitor_id"
                    + " fetch first %s rows only for update skip locked";

    private static final String FIND_ALL = "select * from monitor_state where monitor_id = any(?)";

    private static final String WITH_SETTINGS = "select s.*, m.interval_seconds, m.max_retries, m.resend_notification"
            + " from monitor m join monitor_state s on s.monitor_id = m.id where m.id = ";

    private static final String FIND = WITH_SETTINGS + "?";

    private static final String FIND_ALL_WITH_SETTINGS = WITH_SETTINGS + "any(?)";

    private static final String INSERT =
            "insert into monitor_state (monitor_id, status, checked_at, rolled_to, uptime_at)"
                    + " values (?, 'pending', ?, ?, ?)";

    private static final String AFTER_PULSE = "update monitor_state set status = ?, first_pulse_at = ?,"
            + " last_pulse_at = ?, latency = ?, custom1 = ?, custom2 = ?, custom3 = ?, failed_at = ?, failure = ?,"
            + " down_since = ?, down_count = ? where monitor_id = ?";

    private static final String AFTER_CHECK =
            "update monitor_state set status = ?, down_since = ?, down_count = ?, checked_at = ? where monitor_id = ?";

    private static final String SCHEDULE_UPTIMES = "update monitor_state set uptime_at = ? where monitor_id = any(?)";

    private static final String UPTIMES = "update monitor_state set uptime1h = ?, uptime24h = ?, uptime7d = ?,"
            + " uptime30d = ?, uptime90d = ?, uptime365d = ? where monitor_id = ?";

    private static final String ROLLED_TO =
            "update monitor_state set rolled_to = ? where monitor_id = ? and rolled_to = ?";

    /** How far the clocks of two nodes may differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private SqlTemplate sql;
    private Configuration configuration;

    /** For the container's proxies. */
    protected MonitorStateRepository() {}

    @Inject
    public MonitorStateRepository(SqlTemplate sql, Configuration configuration) {
        this.sql = sql;
        this.configuration = configuration;
    }

    /** Inserts the state of a new monitor. @param rolledTo the oldest time that its first pulse may have */
    public void insert(String monitorId, Instant now, Instant rolledTo) {
        sql.update(INSERT, monitorId, now, rolledTo, now);
    }

    /** Locks the states of some monitors, waiting for other transactions; those of deleted monitors are left out. */
    public List<MonitorState> lock(Collection<String> monitorIds) {
        return sql.query(LOCK, MonitorStateRepository::state, monitorIds);
    }

    /** Locks the states of all monitors, waiting for other transactions. */
    public void lockAll() {
        sql.query(LOCK_ALL, row -> row.text("monitor_id"));
    }

    /**
     * Locks the states of monitors whose last check is not after a time, or so far in the future that the clock was set back, at most
     * so many; locked rows are skipped.
     */
    public List<MonitorState> takeForCheck(Instant lastCheck, Instant now, int limit) {
        return sql.query(
                TAKE_FOR_CHECK.formatted(limit), MonitorStateRepository::state, lastCheck, now.plus(CLOCK_TOLERANCE));
    }

    /**
     * Takes monitors whose uptimes were last computed at or before a time, at most so many; locked rows are skipped. Nobody else
     * takes them until they are due again.
     *
     * @return their ids
     */
    public List<String> takeForUptimes(Instant lastComputed, Instant now, int limit) {
        List<String> ids = sql.query(
                TAKE_FOR_UPTIMES.formatted(limit),
                row -> row.text("monitor_id"),
                lastComputed,
                now.plus(CLOCK_TOLERANCE));
        scheduleUptimes(ids, now);
        return ids;
    }

    /** The states of some monitors, in no order; those of unknown monitors are left out. */
    public List<MonitorState> findAll(Collection<String> monitorIds) {
        return sql.query(FIND_ALL, MonitorStateRepository::state, monitorIds);
    }

    /** The states of some monitors with their settings, in no order; those of unknown monitors are left out. */
    public List<MonitorHistoryState> findAllWithSettings(Collection<String> monitorIds) {
        return sql.query(FIND_ALL_WITH_SETTINGS, this::historyState, monitorIds);
    }

    /** The state of a monitor and its settings. */
    public Optional<MonitorHistoryState> find(String monitorId) {
        return sql.query(FIND, this::historyState, monitorId).stream().findFirst();
    }

    private MonitorHistoryState historyState(SqlRow row) throws SQLException {
        return new MonitorHistoryState(state(row), CheckSettings.of(row, configuration));
    }

    /** Stores what pulses have changed. */
    public void updateAfterPulses(Collection<MonitorState> states) {
        sql.batch(
                AFTER_PULSE,
                states.stream()
                        .map(state -> new Object[] {
                            state.status(),
                            state.firstPulse(),
                            state.lastPulse(),
                            state.latency(),
                            state.metrics().get(0),
                            state.metrics().get(1),
                            state.metrics().get(2),
                            state.failure() == null ? null : state.failure().at(),
                            state.failure() == null ? null : state.failure().message(),
                            state.downSince(),
                            state.downCount(),
                            state.monitorId()
                        })
                        .toList());
    }

    /** Stores what checks have changed. */
    public void updateAfterChecks(Collection<MonitorState> states) {
        sql.batch(
                AFTER_CHECK,
                states.stream()
                        .map(state -> new Object[] {
                            state.status(), state.downSince(), state.downCount(), state.checkedAt(), state.monitorId()
                        })
                        .toList());
    }

    /** Has the uptimes of some monitors computed next: too much has changed to wait for their turn. */
    public void expediteUptimes(Collection<String> monitorIds) {
        scheduleUptimes(monitorIds, Instant.EPOCH);
    }

    private void scheduleUptimes(Collection<String> monitorIds, Instant lastComputed) {
        if (!monitorIds.isEmpty()) {
            sql.update(SCHEDULE_UPTIMES, lastComputed, monitorIds);
        }
    }

    /** @param uptimes in percent, for each {@link UptimeWindow}; null where nothing is known */
    public void updateUptimes(String monitorId, List<Double> uptimes) {
        List<Object> parameters = new ArrayList<>(uptimes);
        parameters.add(monitorId);
        sql.update(UPTIMES, parameters.toArray());
    }

    /** Moves the end of the aggregated time, unless another node has moved it. @return whether it was moved */
    public boolean moveRolledTo(MonitorState state, Instant until) {
        return sql.update(ROLLED_TO, until, state.monitorId(), state.rolledTo()) > 0;
    }

    private static MonitorState state(SqlRow row) throws SQLException {
        List<Double> uptimes = new ArrayList<>();
        for (UptimeWindow window : UptimeWindow.values()) {
            uptimes.add(row.number(window.text()));
        }
        Instant failedAt = row.time("failed_at");
        return new MonitorState(
                row.text("monitor_id"),
                row.text("status"),
                row.time("first_pulse_at"),
                row.time("last_pulse_at"),
                row.number("latency"),
                Arrays.asList(row.number("custom1"), row.number("custom2"), row.number("custom3")),
                failedAt == null ? null : new Failure(failedAt, row.text("failure")),
                row.time("down_since"),
                row.integer("down_count"),
                row.time("checked_at"),
                row.time("rolled_to"),
                uptimes);
    }
}
