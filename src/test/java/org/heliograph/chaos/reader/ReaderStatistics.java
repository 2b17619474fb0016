package org.heliograph.chaos.reader;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** What all readers together went through. */
public final class ReaderStatistics {
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong resumes = new AtomicLong();
    private final AtomicLong departures = new AtomicLong();
    private final AtomicLong midFrameAborts = new AtomicLong();
    private final AtomicLong stalls = new AtomicLong();
    private final AtomicLong cuts = new AtomicLong();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    /** @param outageNanos for how long there was no connection @param again whether it goes on where another ended */
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

    /** Connections that a node answered. */
    public long connections() {
        return connections.get();
    }

    /** Connections that went on where another had ended. */
    public long resumes() {
        return resumes.get();
    }

    /** How often a reader went away within a frame. */
    public long midFrameAborts() {
        return midFrameAborts.get();
    }

    /** How often a reader stopped taking what came. */
    public long stalls() {
        return stalls.get();
    }

    /** The longest time for which a reader wanted to be connected and found no node. */
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
