package org.heliograph.hub.outbox;

import java.util.function.IntConsumer;

/**
 * A queue that drops its oldest publications when it is full, so that the peer stays connected and gets the newest. Sequenced frames
 * are never dropped.
 */
public final class DropOldestQueue extends RejectingQueue {
    private final int capacity;
    private final IntConsumer onDropped;
    private int dropped;
    private long droppedInAll;

    /**
     * @param capacity  maximum number of publications
     * @param onDropped gets the number of dropped publications, when the peer has taken everything that was left, and before that
     *                  whenever as many as the capacity have been dropped; must not block
     */
    public DropOldestQueue(int capacity, IntConsumer onDropped) {
        super(capacity);
        this.capacity = capacity;
        this.onDropped = onDropped;
    }

    @Override
    public boolean makeRoom() {
        boolean removed = removeOldest(frame -> frame.publication() != null && !frame.sequenced());
        dropped += removed ? 1 : 0;
        droppedInAll += removed ? 1 : 0;
        return removed;
    }

    @Override
    public Frame poll() {
        Frame frame = super.poll();
        if (dropped >= capacity || frame == null) {
            report();
        }
        return frame;
    }

    @Override
    public void clear() {
        super.clear();
        report();
    }

    @Override
    public long droppedEvents() {
        return droppedInAll;
    }

    private void report() {
        if (dropped > 0) {
            FrameMetrics.DROPPED.add("oldest", dropped);
            onDropped.accept(dropped);
            dropped = 0;
        }
    }
}
