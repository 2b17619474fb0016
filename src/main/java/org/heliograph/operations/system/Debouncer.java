package org.heliograph.operations.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reports that a value has changed once it has been the new one for a while without a break. A value that goes on changing is reported
 * ever more rarely: each {@value #PATIENCE} changes within ten minutes double the while, up to {@value #LONGEST_FACTOR} times. Not
 * thread-safe.
 */
final class Debouncer<T> {
    static final int PATIENCE = 4;
    static final int LONGEST_FACTOR = 32;

    private static final long MEMORY_NANOS = Duration.ofMinutes(10).toNanos();

    private final BiFunction<T, T, Duration> hold;
    private final Deque<Long> changes = new ArrayDeque<>();
    private T reported;
    private T candidate;
    private long candidateSince;
    private Instant candidateAt;

    /**
     * A change.
     *
     * @param at when the new value was seen first
     */
    record Change<T>(T from, T to, Instant at) {}

    /**
     * @param initial what counts as reported
     * @param hold    how long a value must last before it is reported, from the reported value and the new one
     */
    Debouncer(T initial, BiFunction<T, T, Duration> hold) {
        reported = initial;
        this.hold = hold;
    }

    /** The value that was reported last. */
    T reported() {
        return reported;
    }

    /**
     * Takes the present value.
     *
     * @param nanos of a clock that only rises
     * @param at    the same moment, for the report
     * @return the change to report now
     */
    Optional<Change<T>> observe(T value, long nanos, Instant at) {
        if (value.equals(reported)) {
            candidate = null;
            return Optional.empty();
        }
        if (!value.equals(candidate)) {
            candidate = value;
            candidateSince = nanos;
            candidateAt = at;
        }
        while (!changes.isEmpty() && nanos - changes.peek() > MEMORY_NANOS) {
            changes.poll();
        }
        long factor = Math.min(LONGEST_FACTOR, 1L << Math.min(Long.SIZE - 2, changes.size() / PATIENCE));
        if (nanos - candidateSince < factor * hold.apply(reported, value).toNanos()) {
            return Optional.empty();
        }
        changes.add(nanos);
        Change<T> change = new Change<>(reported, value, candidateAt);
        reported = value;
        candidate = null;
        return Optional.of(change);
    }
}
