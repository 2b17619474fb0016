package org.heliograph.machine.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.heliograph.persistence.EnumText;

/** How long the periods of a history are. All begin at whole ones of UTC. */
public enum HistoryResolution {
    /** For a day, and an hour more so that a plot of a day has a whole one. */
    MINUTE(ChronoUnit.MINUTES, Duration.ofHours(25)),
    /** For 90 days. */
    HOUR(ChronoUnit.HOURS, Duration.ofDays(91)),
    /** For ever. */
    DAY(ChronoUnit.DAYS, null);

    private final ChronoUnit unit;
    private final Duration retention;

    HistoryResolution(ChronoUnit unit, Duration retention) {
        this.unit = unit;
        this.retention = retention;
    }

    /** The word on the wire and in the database. */
    public String text() {
        return EnumText.of(this);
    }

    /** Empty for any other text and for null. */
    static Optional<HistoryResolution> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }

    /** The start of the period of a time. */
    Instant start(Instant time) {
        return time.truncatedTo(unit);
    }

    /** How long its rows are kept; empty for those that are kept for ever. */
    Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }
}
