package org.heliograph.machine.heartbeat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.platform.Utf8;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.platform.trace.TraceParent;
import org.heliograph.rest.ApiException;

/**
 * A heartbeat that changes its machine and waits to be committed.
 *
 * @param keyHash  of the node key with which the machine was found
 * @param at       when the heartbeat arrived
 * @param deadline until when its sender waits, as {@link System#nanoTime}
 * @param stored   completed with the machine after the commit, or exceptionally when nothing was committed
 * @param trace    of the request that brought it; null for none
 */
record PendingTransition(
        String orgId,
        String machineId,
        String keyHash,
        HeartbeatRequest request,
        Instant at,
        long deadline,
        CompletableFuture<MachineSnapshot> stored,
        TraceParent trace) {
    private static final int CALL_BYTES = 1_024;

    /** One of the request that the current thread serves. */
    PendingTransition(MachineSnapshot machine, String keyHash, HeartbeatRequest request, Instant at, long deadline) {
        this(
                machine.orgId(),
                machine.id(),
                keyHash,
                request,
                at,
                deadline,
                new CompletableFuture<>(),
                CurrentTrace.get().orElse(null));
    }

    boolean isExpired(long nanoTime) {
        return nanoTime - deadline >= 0;
    }

    /** What it makes the node hold: its texts in UTF-8, and a fixed amount for the call that waits for it. */
    int bytes() {
        int texts = Utf8.length(orgId) + Utf8.length(machineId) + Utf8.length(keyHash) + Utf8.length(request.nodeKey());
        return CALL_BYTES
                + texts
                + size(request.version())
                + size(request.os())
                + size(request.tailnetIp())
                + size(request.instance());
    }

    private static int size(Optional<String> text) {
        return text.map(Utf8::length).orElse(0);
    }

    /** Answers it with 503. */
    void reject() {
        stored.completeExceptionally(new ApiException(503, "BUSY", "Too busy to accept this heartbeat.").retryAfter(1));
    }
}
