package org.heliograph.hub.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * A queue in which the newest counts: when too many publications wait, the oldest goes, and the peer stays. Answers take no room,
 * and what the peer counts on by its position is kept.
 */
public final class DropOldestQueue implements FrameQueue {
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final int capacity;
    private final IntConsumer missed;
    private int size;
    private int publications;
    private int dropped;

    /**
     * @param capacity publications it holds at most
     * @param missed   told how many were dropped, once the peer has taken all that was left, and before that each time
     *                 as many as it holds have gone; must not block
     */
    public DropOldestQueue(int capacity, IntConsumer missed) {
        this.capacity = capacity;
        this.missed = missed;
    }

    @Override
    public boolean add(Frame frame) {
        if (frame.publication() != null) {
            if (publications >= capacity) {
                return false;
            }
            publications++;
        }
        size += frame.text().length();
        return frames.add(frame);
    }

    @Override
    public boolean shed() {
        var oldest = frames.iterator();
        while (oldest.hasNext()) {
            Frame frame = oldest.next();
            if (frame.publication() != null && !frame.numbered()) {
                oldest.remove();
                publications--;
                size -= frame.text().length();
                dropped++;
                return true;
            }
        }
        return false;
    }

    @Override
    public Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            size -= frame.text().length();
            publications -= frame.publication() == null ? 0 : 1;
        }
        if (dropped >= capacity || frame == null && dropped > 0) {
            missed.accept(dropped);
            dropped = 0;
        }
        return frame;
    }

    @Override
    public int size() {
        return size;
    }
}
