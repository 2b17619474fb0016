package org.heliograph.uptime.state;

import java.time.Instant;

/** The newest report of a failure of a monitor. @param message what its sender said; may be empty */
public record Failure(Instant at, String message) {}
