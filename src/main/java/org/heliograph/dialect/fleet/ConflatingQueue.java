package org.heliograph.dialect.fleet;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.event.Publication;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.FrameQueue;

/**
 * What waits for a slow dashboard. When it fills, the updates that wait for one machine become one with the union of
 * their columns; INSERT and DELETE stay, and so does the order of what is told of each machine. The client is told how
 * many events were merged before it gets the next one. What is told with its position is never merged.
 */
final class ConflatingQueue implements FrameQueue {
    private final int capacity;
    private final Clock clock;
    private final Map<String, Integer> merged = new TreeMap<>();
    private Deque<Frame> frames = new ArrayDeque<>();
    private int size;
    private int mergeAt;

    /** @param capacity frames that wait before anything is merged */
    ConflatingQueue(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
        this.mergeAt = capacity;
    }

    /** Always takes it: one frame a machine is the least there can be, and the outbox bounds the size. */
    @Override
    public boolean add(Frame frame) {
        frames.add(frame);
        size += frame.text().length();
        if (frames.size() > mergeAt) {
            merge();
        }
        return true;
    }

    /** The next merge comes when as much again has come, so that merging costs a constant for each frame. */
    private void merge() {
        Conflater merger = new Conflater();
        frames.forEach(merger::add);
        merger.merged().forEach((channel, count) -> merged.merge(channel, count, Integer::sum));
        frames = merger.frames();
        size = frames.stream().mapToInt(frame -> frame.text().length()).sum();
        mergeAt = Math.max(capacity, frames.size() * 2);
    }

    /** Merges before it is full by number, when it is full by size; gives up when that makes hardly any room. */
    @Override
    public boolean makeRoom() {
        int before = size;
        merge();
        return size <= before - before / 4;
    }

    @Override
    public Frame poll() {
        if (!merged.isEmpty() && !frames.isEmpty()) {
            String channel = merged.keySet().iterator().next();
            int count = merged.remove(channel);
            return Frame.reply(FleetEncoder.merged(channel, count, clock.instant()));
        }
        Frame frame = frames.poll();
        if (frame == null) {
            mergeAt = capacity;
        } else {
            size -= frame.text().length();
        }
        return frame;
    }

    @Override
    public int size() {
        return size;
    }

    /** Whether two updates of one row may become one. */
    static boolean isUpdate(Publication publication) {
        return publication != null
                && publication.logged()
                && publication.event().equals("UPDATE");
    }
}
