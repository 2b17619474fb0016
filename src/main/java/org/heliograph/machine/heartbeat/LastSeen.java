package org.heliograph.machine.heartbeat;

import java.time.Instant;

/** That a machine reported at a time. */
public record LastSeen(String machineId, Instant at) {}
