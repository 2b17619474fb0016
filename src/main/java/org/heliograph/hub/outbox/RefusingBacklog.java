package org.heliograph.hub.outbox;

import java.util.ArrayDeque;
import java.util.Queue;

/** A queue that is full when it is full: its peer is closed as a slow consumer. */
public final class RefusingBacklog implements Backlog {
    private final Queue<Frame> frames = new ArrayDeque<>();
    private final int capacity;
    private int size;

    /** @param capacity frames it holds at most */
    public RefusingBacklog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public boolean add(Frame frame) {
        if (frames.size() >= capacity) {
            return false;
        }
        size += frame.text().length();
        return frames.add(frame);
    }

    @Override
    public Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            size -= frame.text().length();
        }
        return frame;
    }

    @Override
    public int size() {
        return size;
    }
}
