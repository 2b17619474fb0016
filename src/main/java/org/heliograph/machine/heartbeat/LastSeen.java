package org.heliograph.machine.heartbeat;

import java.time.Instant;

/** The time of a machine's heartbeat. */
public record LastSeen(String machineId, Instant at) {}
