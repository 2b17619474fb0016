package org.heliograph.hub.outbox;

/**
 * The frames that wait for one peer, and what becomes of them when it is slow: the dialect's policy. Bounded; called under
 * the outbox's lock, so it needs none of its own and must not block.
 */
public interface FrameQueue {
    /** Takes a frame. @return false when there is no room: unless something can be shed, the peer is too slow */
    boolean add(Frame frame);

    /** Lets go of what the policy gives up first, to make room. @return false when it gives up nothing */
    default boolean shed() {
        return false;
    }

    /** The next frame to send, or null. */
    Frame poll();

    /** How many bytes of text wait, roughly: UTF-16 units count as one. */
    int size();
}
