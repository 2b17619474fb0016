package org.heliograph.event;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The one format of timestamps on the wire: UTC, milliseconds, {@code Z} (docs/protocols.md). */
public final class Timestamps {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Timestamps() {}

    /**
     * Whether a time that another program has sent can be stored and sent on: from 1970 to 9999. Others have no form of 24 characters, and
     * not every one of them is a number of milliseconds, or a time to a database.
     */
    public static boolean isInRange(Instant instant) {
        return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST);
    }

    /** {@code 2026-03-17T10:30:45.123Z} */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Now, truncated to the millisecond, as timestamps are stored and sent. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
