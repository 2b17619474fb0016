package org.heliograph.machine.heartbeat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;

/**
 * A heartbeat that changes its machine and waits to be committed.
 *
 * @param keyHash  of the node key with which the machine was found
 * @param at       when the heartbeat arrived
 * @param deadline until when its sender waits, as {@link System#nanoTime}
 * @param stored   completed with the machine after the commit, or exceptionally when nothing was committed
 */
record PendingTransition(
        String orgId,
        String machineId,
        String keyHash,
        HeartbeatRequest request,
        Instant at,
        long deadline,
        CompletableFuture<MachineSnapshot> stored) {
    PendingTransition(MachineSnapshot machine, String keyHash, HeartbeatRequest request, Instant at, long deadline) {
        this(machine.orgId(), machine.id(), keyHash, request, at, deadline, new CompletableFuture<>());
    }

    boolean isExpired(long nanoTime) {
        return nanoTime - deadline >= 0;
    }
}
