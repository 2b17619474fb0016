package org.heliograph.uptime.state;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The windows, all of which end now, for which the uptime of a monitor is computed and stored. */
public enum UptimeWindow {
    HOUR_1("uptime1h", 1),
    DAY_1("uptime24h", 24),
    DAYS_7("uptime7d", 7 * 24),
    DAYS_30("uptime30d", 30 * 24),
    DAYS_90("uptime90d", 90 * 24),
    DAYS_365("uptime365d", 365 * 24);

    private final String text;
    private final Duration length;

    UptimeWindow(String text, int hours) {
        this.text = text;
        length = Duration.ofHours(hours);
    }

    /** Its name on the wire and in the database. */
    public String text() {
        return text;
    }

    public Duration length() {
        return length;
    }

    /** The names of all windows, the shortest first. */
    public static List<String> names() {
        return Stream.of(values()).map(UptimeWindow::text).toList();
    }
}
