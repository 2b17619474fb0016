package org.heliograph.chaos.reader;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** Counters over all readers. */
public final class ReaderStatistics {
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong resumes = new AtomicLong();
    private final AtomicLong departures = new AtomicLong();
    private final AtomicLong midFrameAborts = new AtomicLong();
    private final AtomicLong stalls = new AtomicLong();
    private final AtomicLong cuts = new AtomicLong();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    /** @param outageNanos how long there was no connection @param again whether it resumes an earlier connection */
    void connected(long outageNanos, boolean again) {
        connections.incrementAndGet();
        resumes.addAndGet(again ? 1 : 0);
        longest.accumulate(outageNanos);
    }

    void disconnectedByChoice() {
        departures.incrementAndGet();
    }

    void abortedMidFrame() {
        midFrameAborts.incrementAndGet();
    }

    void stalled() {
        stalls.incrementAndGet();
    }

    void cut() {
        cuts.incrementAndGet();
    }

    /** Established connections. */
    public long connections() {
        return connections.get();
    }

    /** Connections that resumed after an earlier one. */
    public long resumes() {
        return resumes.get();
    }

    /** How often a reader disconnected within a frame. */
    public long midFrameAborts() {
        return midFrameAborts.get();
    }

    /** How often a reader paused reading. */
    public long stalls() {
        return stalls.get();
    }

    /** The longest time in which a reader could not connect to any node. */
    public Duration longestOutage() {
        return Duration.ofNanos(longest.get());
    }

    @Override
    public String toString() {
        return connections + " connections, " + resumes + " of them resumed; the readers went " + departures
                + " times, " + midFrameAborts + " of them within a frame, stalled " + stalls
                + " times, and were cut off " + cuts
                + " times";
    }
}
