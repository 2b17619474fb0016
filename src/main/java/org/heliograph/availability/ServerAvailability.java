package org.heliograph.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Timestamps;
import org.heliograph.installation.RestoreDetector;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TransactionCallbacks;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Records whether any node is available to accept pulses and heartbeats. Each node updates one row every second, with the time at
 * which a node could last write to the database. A node that finds that row too old inserts an outage of the server, in which the
 * state of every monitor is unknown and no machine is silent. What a node remembers changes only when its transaction has committed:
 * an outage whose insertion failed is found again by the next heartbeat. A database that was restored from a backup knows nothing of the
 * time since: that time is an outage in it, although the nodes were there.
 */
@ApplicationScoped
public class ServerAvailability implements RestoreListener {
    /** The gap that a starting node tolerates: three heartbeats of any other node. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

    /** The clocks of nodes may differ by this much. A time that is further ahead was written by a clock that was wrong. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final Duration WARNING_INTERVAL = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(ServerAvailability.class.getName());

    private static final String HEARTBEAT =
            "update server_presence set seen_at = ? where id = 1 and seen_at between ? and ?";

    private static final String LOCK = "select seen_at from server_presence where id = 1 for update";
    private static final String SET_CLOCK = "update server_presence set seen_at = ?,"
            + " back_since = case when back_since > ? then ? else back_since end where id = 1";

    private static final String AVAILABLE_SINCE = "select back_since from server_presence where id = 1";

    private SqlTemplate sql;
    private TransactionCallbacks transaction;
    private RestoreDetector detector;
    private Configuration configuration;
    private Clock clock;
    /** The provisional end of the outage that this node found when it started; null when there is none. */
    private volatile Instant provisionalEnd;

    private volatile Instant startedAt;

    /** When this node last wrote the row and committed it; null before. */
    private volatile Instant written;

    private volatile Instant warnedAt;

    /** For the container's proxies. */
    protected ServerAvailability() {}

    @Inject
    ServerAvailability(
            SqlTemplate sql,
            TransactionCallbacks transaction,
            RestoreDetector detector,
            Configuration configuration,
            Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.detector = detector;
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
        // an earlier call whose transaction did not commit has written nothing
        written = null;
        Duration absence = configuration.get(MonitoringSettings.ABSENCE);
        Instant now = Timestamps.now(clock);
        if (record(now, START_TOLERANCE.compareTo(absence) < 0 ? START_TOLERANCE : absence)) {
            transaction.afterCommit(() -> provisionalEnd = now);
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
        }
        record(now, configuration.get(MonitoringSettings.ABSENCE));
        transaction.afterCommit(() -> {
            provisionalEnd = null;
            startedAt = startedAt == null ? now : startedAt;
        });
    }

    /** What this node wrote is not in the restored database: the time since the last heartbeat in it is an outage. */
    @Override
    @Transactional
    public void discard() {
        written = null;
        record(Timestamps.now(clock), configuration.get(MonitoringSettings.ABSENCE));
    }

    /** When this node began to accept pulses; now, if it does not yet. */
    public Instant startedAt() {
        Instant since = startedAt;
        return since == null ? Timestamps.now(clock) : since;
    }

    /**
     * Since when at least one node has been available without interruption. Only now, in a database that has just been restored: the
     * outage has not been recorded in it.
     */
    public Instant availableSince() {
        if (!detector.isIntact()) {
            return Timestamps.now(clock);
        }
        return sql.query(AVAILABLE_SINCE, row -> row.time("back_since")).get(0);
    }

    /** @return whether no node was available for longer than tolerated, so that an outage was recorded */
    private boolean record(Instant now, Duration tolerated) {
        boolean outage = sql.update(HEARTBEAT, now, now.minus(tolerated), now) == 0 && recordOutage(now, tolerated);
        transaction.afterCommit(() -> written = now);
        return outage;
    }

    /** Says once in a while that clocks disagree: with two wrong ones it would be every second. */
    private void warn(Instant now, Instant last) {
        if (warnedAt == null || Duration.between(warnedAt, now).abs().compareTo(WARNING_INTERVAL) > 0) {
            warnedAt = now;
            LOG.log(
                    Level.WARNING,
                    "the clocks of the servers disagree, or one was set: it is {0} here, and the last heartbeat of a server says {1}",
                    new Object[] {now, last});
        }
    }

    private boolean recordOutage(Instant now, Duration tolerated) {
        Instant last = sql.query(LOCK, row -> row.time("seen_at")).get(0);
        Instant earliest = now.minus(tolerated);
        boolean ahead = last.isAfter(now.plus(CLOCK_TOLERANCE));
        if (!ahead && !last.isBefore(earliest)) {
            return false;
        }
        // this node was there itself: only the clock of another node, or its own before it was set, disagrees
        boolean present =
                written != null && !written.isBefore(earliest) && !written.isAfter(now) && detector.isIntact();
        if (ahead || present) {
            warn(now, last);
            sql.update(SET_CLOCK, now, now, now);
            return false;
        }
        sql.update("insert into server_outage (from_at, to_at) values (?, ?)", last, now);
        sql.update("update server_presence set seen_at = ?, back_since = ? where id = 1", now, now);
        return true;
    }
}
