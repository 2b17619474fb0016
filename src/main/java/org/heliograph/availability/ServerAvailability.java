package org.heliograph.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Records whether any node is available to accept pulses. Each node updates one row every second. A node that finds that row too
 * old inserts an outage of the server, in which the state of every monitor is unknown.
 */
@ApplicationScoped
public class ServerAvailability {
    /** The gap that a starting node tolerates: three heartbeats of any other node. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

    private static final String HEARTBEAT =
            "update server_presence set seen_at = ? where id = 1 and seen_at between ? and ?";

    private static final String LOCK = "select seen_at from server_presence where id = 1 for update";
    private static final String AVAILABLE_SINCE = "select back_since from server_presence where id = 1";

    private SqlTemplate sql;
    private Configuration configuration;
    private Clock clock;
    /** The provisional end of the outage that this node found when it started; null when there is none. */
    private volatile Instant provisionalEnd;

    private volatile Instant startedAt;

    /** For the container's proxies. */
    protected ServerAvailability() {}

    @Inject
    ServerAvailability(SqlTemplate sql, Configuration configuration, Clock clock) {
        this.sql = sql;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(ServerAvailability availability) {
        return new ScheduledJob("server-availability", Duration.ofSeconds(1), availability::heartbeat);
    }

    /** This node has started. An outage before it is recorded now; it ends with this node's first {@link #heartbeat()}. */
    @Transactional
    public void started() {
        Duration absence = configuration.get(MonitoringSettings.ABSENCE);
        Instant now = Timestamps.now(clock);
        if (record(now, START_TOLERANCE.compareTo(absence) < 0 ? START_TOLERANCE : absence)) {
            provisionalEnd = now;
        }
    }

    /** This node is available and can be reached. */
    @Transactional
    public void heartbeat() {
        Instant now = Timestamps.now(clock);
        // several timers may call this at once: each has read the same value, and the second update changes nothing
        Instant end = provisionalEnd;
        if (end != null) {
            sql.update("update server_outage set to_at = ? where to_at = ?", now, end);
            sql.update("update server_presence set back_since = ? where id = 1 and back_since = ?", now, end);
            provisionalEnd = null;
        }
        record(now, configuration.get(MonitoringSettings.ABSENCE));
        if (startedAt == null) {
            startedAt = now;
        }
    }

    /** When this node began to accept pulses; now, if it does not yet. */
    public Instant startedAt() {
        Instant since = startedAt;
        return since == null ? Timestamps.now(clock) : since;
    }

    /** Since when at least one node has been available without interruption. */
    public Instant availableSince() {
        return sql.query(AVAILABLE_SINCE, row -> row.time("back_since")).get(0);
    }

    /** @return whether no node was available for longer than tolerated, so that an outage was recorded */
    private boolean record(Instant now, Duration tolerated) {
        if (sql.update(HEARTBEAT, now, now.minus(tolerated), now) == 1) {
            return false;
        }
        Instant last = sql.query(LOCK, row -> row.time("seen_at")).get(0);
        boolean outage = last.isBefore(now.minus(tolerated));
        if (outage) {
            sql.update("insert into server_outage (from_at, to_at) values (?, ?)", last, now);
            sql.update("update server_presence set seen_at = ?, back_since = ? where id = 1", now, now);
        }
        return outage;
    }
}
