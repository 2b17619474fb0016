package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Settings;
import org.heliograph.uptime.sql.Row;
import org.heliograph.uptime.sql.Rows;

/**
 * That some node is there to take pulses. Each says so every second in one row; whoever finds that nobody did for too long writes
 * down the absence, in which nothing is known of any monitor.
 */
@ApplicationScoped
public class Presence {
    /** What a starting node forgives: three of the seconds in which any other node would have said that it is there. */
    private static final Duration AT_START = Duration.ofSeconds(3);

    private static final String SAY = "update server_presence set seen_at = ? where id = 1 and seen_at between ? and ?";
    private static final String READ = "select seen_at, back_since from server_presence where id = 1";

    private Rows rows;
    private Configuration configuration;
    private Clock clock;
    private volatile Instant started = Instant.EPOCH;

    /** For the container's proxies. */
    protected Presence() {}

    @Inject
    Presence(Rows rows, Configuration configuration, Clock clock) {
        this.rows = rows;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** @param seenAt when a node was there last @param backSince since when one is there again */
    private record Said(Instant seenAt, Instant backSince) {
        static Said of(Row row) throws SQLException {
            return new Said(row.time("seen_at"), row.time("back_since"));
        }
    }

    /** This node is there from now on. */
    @Transactional
    public void begin() {
        Duration absence = configuration.get(Settings.ABSENCE);
        Instant now = say(AT_START.compareTo(absence) < 0 ? AT_START : absence);
        started = now;
    }

    /** This node is still there. */
    @Transactional
    public void goOn() {
        say(configuration.get(Settings.ABSENCE));
    }

    /** When this node began to take pulses. */
    public Instant startedAt() {
        return started;
    }

    /** Since when some node has been there without a break. */
    public Instant backSince() {
        return rows.query(READ, Said::of).get(0).backSince();
    }

    private Instant say(Duration forgiven) {
        Instant now = Timestamps.now(clock);
        if (rows.update(SAY, now, now.minus(forgiven), now) == 0) {
            Said last = rows.query(READ + " for update", Said::of).get(0);
            if (last.seenAt().isBefore(now.minus(forgiven))) {
                rows.update("insert into server_absence (from_at, to_at) values (?, ?)", last.seenAt(), now);
                rows.update("update server_presence set seen_at = ?, back_since = ? where id = 1", now, now);
            }
        }
        return now;
    }
}
