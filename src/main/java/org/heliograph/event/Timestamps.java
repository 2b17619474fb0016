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

    private Timestamps() {}

    /** {@code 2026-03-17T10:30:45.123Z} */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** Now, truncated to the millisecond, as timestamps are stored and sent. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
