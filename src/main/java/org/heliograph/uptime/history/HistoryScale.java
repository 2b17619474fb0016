package org.heliograph.uptime.history;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** How long the points of a history are. */
public enum HistoryScale {
    RAW("raw", ChronoUnit.MINUTES),
    HOURLY("hourly", ChronoUnit.HOURS),
    DAILY("daily", ChronoUnit.DAYS);

    private final String text;
    private final ChronoUnit unit;

    HistoryScale(String text, ChronoUnit unit) {
        this.text = text;
        this.unit = unit;
    }

    /** Its name on the wire. */
    public String text() {
        return text;
    }

    ChronoUnit unit() {
        return unit;
    }

    /** The length of a point in milliseconds. */
    long length() {
        return Duration.of(1, unit).toMillis();
    }
}
