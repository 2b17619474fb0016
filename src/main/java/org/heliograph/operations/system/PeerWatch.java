package org.heliograph.operations.system;

import java.time.Duration;

/**
 * When this node writes its sign of life, and whether it may report others as silent: only when it has written its own without a break for
 * longer than their silence counts. Otherwise the database was away for all, or this node itself stood still. Not thread-safe.
 */
final class PeerWatch {
    /** Signs of life within the time that is called silence. The job that writes them may come a second late. */
    private static final int SIGNS = 4;

    /** The figures that are read by all nodes are no older than this and a second. */
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(5);

    private final long silence;
    private final long period;
    private final long longestGap;
    private boolean written;
    private long lastWrite;
    private long since;

    PeerWatch(Duration silence) {
        this.silence = silence.toNanos();
        period = Math.min(LONGEST_PERIOD.toNanos(), this.silence / SIGNS);
        // what another node has written a period before such a gap is not older than silence behind it
        longestGap = this.silence / 2;
    }

    /** @param now like the next ones in nanoseconds of a clock that only rises, and does not stop with the process */
    boolean isDue(long now) {
        return !written || now - lastWrite >= period;
    }

    /** The sign of life was written. */
    void succeeded(long now) {
        if (!written || now - lastWrite > longestGap) {
            since = now;
        }
        written = true;
        lastWrite = now;
    }

    /** Whether the signs of others can be expected to be there, so that one that is missing is published. */
    boolean mayJudge(long now) {
        return written && now - since >= silence + period;
    }
}
