package org.heliograph.uptime.recurrence;

import java.time.Instant;

/** One of the times of a recurrence. @param end after its start */
public record Occurrence(Instant start, Instant end) {}
