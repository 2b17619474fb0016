package org.heliograph.hub.outbox;

/**
 * The queued frames of one connection. An implementation is a policy for slow peers. It must be bounded and must not block. The outbox
 * calls it under its lock, so it needs no lock of its own.
 */
public interface FrameQueue {
    /** Queues a frame. @return false when there is no room */
    boolean add(Frame frame);

    /** Conflates or drops queued frames, as the policy allows. @return false when that makes no room; then the peer is too slow */
    default boolean makeRoom() {
        return false;
    }

    /** Removes and returns the next frame to send; null when the queue is empty. */
    Frame poll();

    /** Discards everything. */
    void clear();

    /** The total length of all queued frames, in bytes of UTF-8. */
    int size();

    /** The number of queued frames. */
    int count();

    /** How many events have been merged into newer ones. */
    default long conflatedEvents() {
        return 0;
    }

    /** How many events have been dropped. */
    default long droppedEvents() {
        return 0;
    }
}
