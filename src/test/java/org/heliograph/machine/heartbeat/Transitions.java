package org.heliograph.machine.heartbeat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;

/** Heartbeats that change their machines, for tests. */
final class Transitions {
    static final Instant AT = Instant.parse("2026-03-17T10:30:45.123Z");

    private Transitions() {}

    static PendingTransition of(String orgId, String machineId, long deadline) {
        HeartbeatRequest request = new HeartbeatRequest(
                "key", null, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new PendingTransition(snapshot(orgId, machineId, MachineStatus.OFFLINE), "hash", request, AT, deadline);
    }

    /** A transition for which there is no memory at the first look at it. */
    static PendingTransition faulty(String orgId, String machineId) {
        PendingTransition sound = of(orgId, machineId, System.nanoTime() + Long.MAX_VALUE / 2);
        CompletableFuture<MachineSnapshot> stored = new CompletableFuture<>() {
            private boolean seen;

            @Override
            public boolean isDone() {
                if (!seen) {
                    seen = true;
                    throw new OutOfMemoryError("for the test");
                }
                return super.isDone();
            }
        };
        return new PendingTransition(
                orgId, machineId, sound.keyHash(), sound.request(), sound.at(), sound.deadline(), stored, null);
    }

    static MachineSnapshot snapshot(String orgId, String machineId, MachineStatus status) {
        return new MachineSnapshot(machineId, orgId, status, null, null, null, null);
    }
}
