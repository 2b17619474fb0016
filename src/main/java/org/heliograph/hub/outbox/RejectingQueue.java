package org.heliograph.hub.outbox;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A queue that is full when too many events wait in it: its peer is closed as a slow consumer. Answers take no room, since
 * the peer has asked for them, a thousand at once if it subscribes to as much; the outbox bounds their size.
 */
public final class RejectingQueue implements FrameQueue {
    private final Queue<Frame> frames = new ArrayDeque<>();
    private final int capacity;
    private int size;
    private int events;

    /** @param capacity events it holds at most */
    public RejectingQueue(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean add(Frame frame) {
        if (frame.publication() != null) {
            if (events >= capacity) {
                return false;
            }
            events++;
        }
        size += frame.text().length();
        return frames.add(frame);
    }

    @Override
    public Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            size -= frame.text().length();
            events -= frame.publication() == null ? 0 : 1;
        }
        return frame;
    }

    @Override
    public int size() {
        return size;
    }
}
