package org.heliograph.hub.outbox;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * A queue that rejects publications beyond its capacity: its peer is then closed as a slow consumer. Replies do not count towards the
 * capacity, since the peer has requested them, up to a thousand at once; the outbox bounds their size.
 */
public class RejectingQueue implements FrameQueue {
    private final Queue<Frame> frames = new ArrayDeque<>();
    private final int capacity;
    private int size;
    private int publications;

    /** @param capacity maximum number of publications */
    public RejectingQueue(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public final boolean add(Frame frame) {
        if (frame.publication() != null) {
            if (publications >= capacity) {
                return false;
            }
            publications++;
        }
        size += frame.bytes();
        return frames.add(frame);
    }

    @Override
    public Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            removed(frame);
        }
        return frame;
    }

    /** Removes the oldest frame that matches. @return false when none does */
    final boolean removeOldest(Predicate<Frame> matching) {
        for (Iterator<Frame> oldest = frames.iterator(); oldest.hasNext(); ) {
            Frame frame = oldest.next();
            if (matching.test(frame)) {
                oldest.remove();
                removed(frame);
                return true;
            }
        }
        return false;
    }

    private void removed(Frame frame) {
        size -= frame.bytes();
        publications -= frame.publication() == null ? 0 : 1;
    }

    @Override
    public void clear() {
        frames.clear();
        size = 0;
        publications = 0;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final int count() {
        return frames.size();
    }
}
