package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/** Processes heartbeats. A routine one costs one query, and its time is written later; one that changes its machine is committed in a group. */
@ApplicationScoped
public class HeartbeatService {
    /** Interval between two heartbeats in seconds, as returned to agents. */
    public static final int INTERVAL_SECONDS = 30;

    private static final int BUSY = 503;

    private HeartbeatRepository machines;
    private LastSeenWriter writer;
    private TransitionWriter transitions;
    private HeartbeatAnswers answers;
    private HeartbeatDelayMonitor delays;
    private Clock clock;

    /** For the container's proxies. */
    protected HeartbeatService() {}

    @Inject
    HeartbeatService(
            HeartbeatRepository machines,
            LastSeenWriter writer,
            TransitionWriter transitions,
            HeartbeatAnswers answers,
            HeartbeatDelayMonitor delays,
            Clock clock) {
        this.machines = machines;
        this.writer = writer;
        this.transitions = transitions;
        this.answers = answers;
        this.delays = delays;
        this.clock = clock;
    }

    /**
     * Processes a heartbeat.
     *
     * @return the machine after it, once a change is committed; or an {@link ApiException}: 401 {@code INVALID_NODE_KEY}, 409
     *     {@code NODE_KEY_IN_USE} for an agent on a clone of the machine's disk, 503 when too many wait. Completed on a thread that may wait for
     *     a slow client
     * @throws ApiException 401 {@code INVALID_NODE_KEY}
     */
    public CompletionStage<MachineSnapshot> receive(String nodeKey, HeartbeatRequest request) {
        Instant now = Timestamps.now(clock);
        String hash = SecureTokens.hash(nodeKey);
        MachineSnapshot machine = find(hash);
        boolean routine = request.isRoutine(machine);
        if (routine && writer.add(new LastSeen(machine.id(), now))) {
            HeartbeatMetrics.HEARTBEATS.increment(HeartbeatMetrics.ROUTINE);
            return CompletableFuture.completedFuture(machine);
        }
        long deadline = System.nanoTime() + TransitionWriter.WAIT.toNanos();
        PendingTransition transition = new PendingTransition(machine, hash, request, now, deadline);
        if (answers.isFull()) {
            transition.reject();
        } else {
            transitions.add(transition);
        }
        CompletableFuture<MachineSnapshot> stored = transition.stored();
        stored.whenComplete((after, failed) -> HeartbeatMetrics.count(routine, failed));
        BiConsumer<MachineSnapshot, Throwable> excuse = (after, failed) -> {
            if (failed != null) {
                forgive(machine, request, now, failed);
            }
        };
        if (stored.isDone()) {
            // refused, on the thread of its own request
            return stored.whenComplete(excuse);
        }
        int bytes = transition.bytes();
        return stored.whenCompleteAsync(excuse, answer -> answers.execute(answer, bytes));
    }

    /** One indexed read, which waits for no lock: when the database is too busy for it, it is so for every machine. */
    private MachineSnapshot find(String hash) {
        try {
            return machines.findByNodeKey(hash).orElseThrow(HeartbeatService::invalidNodeKey);
        } catch (RuntimeException failed) {
            HeartbeatMetrics.HEARTBEATS.increment(HeartbeatMetrics.REFUSED);
            if (DatabaseException.isBusy(failed)) {
                delays.refused();
            }
            throw failed;
        }
    }

    /**
     * A machine is not silent because its heartbeat could not be applied. The delay, which excuses every machine, is for a database that
     * is away; any other fault, such as a lost deadlock, may come back with this machine only, whose time is written later.
     */
    private void forgive(MachineSnapshot machine, HeartbeatRequest request, Instant now, Throwable failed) {
        boolean rejected = failed instanceof ApiException known && known.status() != BUSY;
        if (rejected) {
            return;
        }
        if (DatabaseException.isUnavailable(failed)) {
            delays.refused();
        } else if (!DatabaseException.isInvalidValue(failed)
                && request.status() == MachineStatus.ONLINE
                && !writer.add(new LastSeen(machine.id(), now))) {
            delays.refused();
        }
    }

    static ApiException invalidNodeKey() {
        return new ApiException(401, "INVALID_NODE_KEY", "This node key belongs to no machine; register again.");
    }
}
