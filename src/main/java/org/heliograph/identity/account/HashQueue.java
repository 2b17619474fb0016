package org.heliograph.identity.account;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Admits a bounded number of hashes at a time. The others wait in lanes, one for each client address or known device, and the lanes
 * take turns: a client that sends many waits for its own. When too many wait, the longest lane loses its newest one; that of a known
 * device does so last.
 */
final class HashQueue {
    private final int mostRunning;
    private final int mostWaiting;
    private final Map<HashLane, Deque<CompletableFuture<Boolean>>> lanes = new LinkedHashMap<>();
    private int running;
    private int waiting;

    /** @param mostWaiting each holds a thread that other requests need */
    HashQueue(int mostRunning, int mostWaiting) {
        this.mostRunning = mostRunning;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Waits until a hash may run; then {@link #leave()} must follow.
     *
     * @return false when it may not, because too many wait or it waited for too long
     */
    boolean enter(HashLane lane, long millis) throws InterruptedException {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        synchronized (this) {
            if (running < mostRunning && waiting == 0) {
                running++;
                return true;
            }
            if (waiting >= mostWaiting && !makeRoom(lane)) {
                return false;
            }
            lanes.computeIfAbsent(lane, any -> new ArrayDeque<>()).addLast(turn);
            waiting++;
        }
        try {
            return turn.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException tooLong) {
            return !withdraw(lane, turn) && turn.join();
        } catch (InterruptedException stopped) {
            if (!withdraw(lane, turn) && turn.join()) {
                leave();
            }
            throw stopped;
        }
    }

    /** Ends a hash and admits the next. */
    synchronized void leave() {
        running--;
        Optional<HashLane> next = lanes.keySet().stream().findFirst();
        next.ifPresent(lane -> {
            Deque<CompletableFuture<Boolean>> turns = lanes.remove(lane);
            CompletableFuture<Boolean> turn = turns.pollFirst();
            if (!turns.isEmpty()) {
                lanes.put(lane, turns); // at the end: the other lanes come first
            }
            waiting--;
            running++;
            turn.complete(true);
        });
    }

    /** @return whether it was still waiting */
    private synchronized boolean withdraw(HashLane lane, CompletableFuture<Boolean> turn) {
        Deque<CompletableFuture<Boolean>> turns = lanes.get(lane);
        if (turns == null || !turns.remove(turn)) {
            return false;
        }
        if (turns.isEmpty()) {
            lanes.remove(lane);
        }
        waiting--;
        turn.complete(false);
        return true;
    }

    /** Refuses the newest of the longest lane for one more in another lane, unless that lane would then be as long. */
    private boolean makeRoom(HashLane newcomer) {
        Comparator<Map.Entry<HashLane, Deque<CompletableFuture<Boolean>>>> byRank =
                Comparator.comparing(lane -> !lane.getKey().known());
        HashLane longest = lanes.entrySet().stream()
                .max(byRank.thenComparing(lane -> lane.getValue().size()))
                .orElseThrow()
                .getKey();
        Deque<CompletableFuture<Boolean>> own = lanes.get(newcomer);
        int afterwards = own == null ? 1 : own.size() + 1;
        boolean outranks = newcomer.known() && !longest.known();
        boolean shorter = newcomer.known() == longest.known()
                && afterwards < lanes.get(longest).size();
        return (outranks || shorter) && withdraw(longest, lanes.get(longest).peekLast());
    }
}
