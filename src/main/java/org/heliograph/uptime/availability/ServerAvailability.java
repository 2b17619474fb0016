package org.heliograph.uptime.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.Row;
import org.heliograph.persistence.Rows;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * That some node is there to take pulses. Each says so every second in one row; whoever finds that nobody did for too long writes
 * down the absence, in which nothing is known of any monitor.
 */
@ApplicationScoped
public class ServerAvailability {
    /** What a starting node forgives: three of the seconds in which any other node would have said that it is there. */
    private static final Duration AT_START = Duration.ofSeconds(3);

    private static final String SAY = "update server_presence set seen_at = ? where id = 1 and seen_at between ? and ?";
    private static final String READ = "select seen_at, back_since from server_presence where id = 1";

    private Rows rows;
    private Configuration configuration;
    private Clock clock;
    private volatile Instant began;
    private volatile Instant started;

    /** For the container's proxies. */
    protected ServerAvailability() {}

    @Inject
    ServerAvailability(Rows rows, Configuration configuration, Clock clock) {
        this.rows = rows;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(ServerAvailability availability) {
        return new ScheduledJob("server-availability", Duration.ofSeconds(1), availability::goOn);
    }

    /** @param seenAt when a node was there last @param backSince since when one is there again */
    private record Said(Instant seenAt, Instant backSince) {
        static Said of(Row row) throws SQLException {
            return new Said(row.time("seen_at"), row.time("back_since"));
        }
    }

    /** This node starts. Whether the server was away is known from now on; it is back when {@link #goOn()} is first called. */
    @Transactional
    public void begin() {
        Duration absence = configuration.get(MonitoringSettings.ABSENCE);
        Instant now = Timestamps.now(clock);
        if (say(now, AT_START.compareTo(absence) < 0 ? AT_START : absence)) {
            began = now;
        }
    }

    /** This node is there, and can be reached. */
    @Transactional
    public void goOn() {
        Instant now = Timestamps.now(clock);
        // several timers come here at the same moment: each for itself, and the second changes nothing
        Instant away = began;
        if (away != null) {
            rows.update("update server_absence set to_at = ? where to_at = ?", now, away);
            rows.update("update server_presence set back_since = ? where id = 1 and back_since = ?", now, away);
            began = null;
        }
        say(now, configuration.get(MonitoringSettings.ABSENCE));
        if (started == null) {
            started = now;
        }
    }

    /** When this node began to take pulses; now, while it does not. */
    public Instant startedAt() {
        Instant since = started;
        return since == null ? Timestamps.now(clock) : since;
    }

    /** Since when some node has been there without a break. */
    public Instant backSince() {
        return rows.query(READ, Said::of).get(0).backSince();
    }

    /** @return whether nobody was there for longer than is forgiven */
    private boolean say(Instant now, Duration forgiven) {
        if (rows.update(SAY, now, now.minus(forgiven), now) == 1) {
            return false;
        }
        Said last = rows.query(READ + " for update", Said::of).get(0);
        boolean away = last.seenAt().isBefore(now.minus(forgiven));
        if (away) {
            rows.update("insert into server_absence (from_at, to_at) values (?, ?)", last.seenAt(), now);
            rows.update("update server_presence set seen_at = ?, back_since = ? where id = 1", now, now);
        }
        return away;
    }
}
