package org.heliograph.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that this node has run, for deadlines that must not pass while it stands still: suspended, migrated, or busy collecting
 * garbage. Independent of the wall clock. Regular beats witness that the node runs; a longer time without one does not count, except for the
 * second that lies between two beats.
 */
@ApplicationScoped
public class RunningTime {
    /** The regular time between two beats. */
    static final Duration PERIOD = Duration.ofSeconds(1);
    /** The longest time between two beats of a node that runs, maybe under heavy load. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private volatile long excluded;
    private volatile long lastBeat;
    /** Whether a pause was noticed by a reader, and no beat has come since: then something else than the node stands still. */
    private boolean excused;

    public RunningTime() {
        this(System::nanoTime);
    }

    /** @param nanoTime see {@link System#nanoTime} */
    public RunningTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastBeat = nanoTime.getAsLong();
    }

    /** Witnesses that the node runs; called every second, by one thread or by several. */
    public synchronized void beat() {
        long now = nanoTime.getAsLong();
        exclude(now);
        lastBeat = now;
        excused = false;
    }

    /** The running time in nanoseconds, from an arbitrary origin. It may be read before the first beat after a pause. */
    public long nanos() {
        long now = nanoTime.getAsLong();
        if (now - lastBeat > LONGEST_GAP.toNanos()) {
            excuse(now);
        }
        return now - excluded;
    }

    /** Once for each beat: if the beats have ended for good, time goes on, so that what watches them notices. */
    private synchronized void excuse(long now) {
        if (!excused && exclude(now)) {
            lastBeat = now;
            excused = true;
        }
    }

    private boolean exclude(long now) {
        long gap = now - lastBeat;
        if (gap <= LONGEST_GAP.toNanos()) {
            return false;
        }
        // before the time of the beat, which is read first
        excluded += gap - PERIOD.toNanos();
        return true;
    }
}
