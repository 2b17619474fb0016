package org.heliograph.uptime.state;

import java.sql.SQLException;
import org.heliograph.persistence.SqlRow;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * The settings by which a monitor's silence is judged; times in milliseconds. A monitor is down when more than
 * {@code maxRetries} checks in a row found its last pulse older than the interval.
 *
 * @param interval   between two pulses
 * @param maxRetries missed checks in a row that do not take the monitor down
 * @param resend     a reminder follows after every so many further missed checks; 0 for none
 * @param period     between two checks
 * @param grace      after an outage of the server, in which no monitor goes down
 */
public record CheckSettings(long interval, int maxRetries, int resend, long period, long grace) {
    private static final long SECOND = 1000;

    public static CheckSettings of(int intervalSeconds, int maxRetries, int resend, Configuration configuration) {
        return new CheckSettings(
                intervalSeconds * SECOND,
                maxRetries,
                resend,
                configuration.get(MonitoringSettings.DETECTOR_INTERVAL).toMillis(),
                configuration.get(MonitoringSettings.DETECTOR_GRACE).toMillis());
    }

    /** From a row with these columns of the table {@code monitor}. */
    public static CheckSettings of(SqlRow row, Configuration configuration) throws SQLException {
        return of(
                row.integer("interval_seconds"),
                row.integer("max_retries"),
                row.integer("resend_notification"),
                configuration);
    }

    /** The duration of the consecutive missed checks after which a monitor is down. */
    public long checks() {
        return (maxRetries + 1) * period;
    }

    /** The longest silence after a pulse that is not downtime. */
    public long tolerance() {
        return interval + checks();
    }

    /** How long after an outage of the server the first pulse may take. */
    public long resumption() {
        return Math.max(interval, grace);
    }
}
