package org.heliograph.hub.outbox;

import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Counts the events that are larger than the whole queue of a connection, and so are dropped for it; logs the first one. */
public final class OversizedFrames {
    private static final Logger LOG = Logger.getLogger(OversizedFrames.class.getName());
    private static final AtomicLong DROPPED = new AtomicLong();

    private OversizedFrames() {}

    /** How many have been dropped on this node since the start. */
    public static long dropped() {
        return DROPPED.get();
    }

    static void count(Frame frame, int maxSize) {
        FrameMetrics.DROPPED.increment("oversized");
        if (DROPPED.incrementAndGet() == 1) {
            LOG.log(
                    Level.WARNING,
                    "an event on {0} makes a frame of {1} bytes, more than the {2} that may be queued for a socket"
                            + " (heliograph.outbox.bytes): such frames are dropped, and JMX counts them"
                            + " (org.heliograph:type=Node)",
                    new Object[] {frame.publication().topic(), frame.bytes(), maxSize});
        }
    }
}
