package org.heliograph.dialect.fleet;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.json.JsonText;

/**
 * The queue of a fleet client. When it fills, it is conflated: consecutive updates of one row become one with the union of their
 * columns, at the place of the first. INSERT, DELETE and the order of each row's events stay. Frames with a sequence are never
 * conflated. Before the next event the client gets the number of conflated events of each channel.
 */
final class ConflatingQueue implements FrameQueue {
    private final int capacity;
    private final Clock clock;
    /** Conflated events that the client has not been notified of, by channel. */
    private final Map<String, Integer> conflated = new TreeMap<>();

    private Deque<Frame> frames = new ArrayDeque<>();
    private int size;
    private int conflateAbove;
    private long conflatedInAll;

    private record Row(Topic topic, String id) {}

    /** @param capacity frames that may wait before any are conflated */
    ConflatingQueue(int capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
        this.conflateAbove = capacity;
    }

    /** Accepts every frame: one for each row is the minimum, and the outbox limits the size. */
    @Override
    public boolean add(Frame frame) {
        frames.add(frame);
        size += frame.bytes();
        if (frames.size() > conflateAbove) {
            conflate();
        }
        return true;
    }

    /** Amortized constant cost for each frame: the next run comes when the queue has doubled. */
    private void conflate() {
        List<Frame> kept = new ArrayList<>(frames.size());
        Map<String, Integer> merged = new HashMap<>();
        Map<Row, Integer> lastOfRow = new HashMap<>();
        for (Frame frame : frames) {
            Publication publication = frame.publication();
            JsonObject payload = isConflatable(frame) ? payload(publication) : null;
            if (payload == null) {
                kept.add(frame);
                continue;
            }
            Row row = new Row(publication.topic(), payload.getString("id", ""));
            Integer last = lastOfRow.get(row);
            if (last != null && isUpdate(publication) && isUpdate(kept.get(last).publication())) {
                kept.set(last, union(kept.get(last).publication(), publication, payload));
                merged.merge(publication.topic().channel(), 1, Integer::sum);
            } else {
                lastOfRow.put(row, kept.size());
                kept.add(frame);
            }
        }
        merged.forEach((channel, count) -> {
            conflated.merge(channel, count, Integer::sum);
            conflatedInAll += count;
            FrameMetrics.CONFLATED.add("", count);
        });
        frames = new ArrayDeque<>(kept);
        size = frames.stream().mapToInt(Frame::bytes).sum();
        conflateAbove = Math.max(capacity, frames.size() * 2);
    }

    private static boolean isConflatable(Frame frame) {
        return frame.publication() != null && frame.publication().logged() && !frame.sequenced();
    }

    /** The row's columns; null for a publication whose payload cannot be read, which is kept as it is. */
    private static JsonObject payload(Publication publication) {
        try {
            return JsonText.parse(publication.payload());
        } catch (RuntimeException | StackOverflowError unreadable) {
            // malformed, or nested too deeply: the parser throws a different type for each
            return null;
        }
    }

    private static boolean isUpdate(Publication publication) {
        return publication.event().equals("UPDATE");
    }

    private static Frame union(Publication older, Publication newer, JsonObject newerPayload) {
        JsonObject columns = JsonText.object(JsonText.parse(older.payload()))
                .addAll(JsonText.object(newerPayload))
                .build();
        Publication union = new Publication(
                        newer.topic(), newer.seq(), newer.event(), columns.toString(), newer.timestamp())
                .tracedBy(newer.traceparent());
        return Frame.of(FleetEncoder.event(union), union);
    }

    /** Conflates when the queue has too many bytes. @return false when that frees less than a quarter of them */
    @Override
    public boolean makeRoom() {
        int before = size;
        conflate();
        // something must have been freed: a caller tries again as long as this is true
        return size < before && size <= before - before / 4;
    }

    @Override
    public Frame poll() {
        if (!conflated.isEmpty() && !frames.isEmpty()) {
            String channel = conflated.keySet().iterator().next();
            int count = conflated.remove(channel);
            return Frame.reply(FleetEncoder.merged(channel, count, clock.instant()));
        }
        Frame frame = frames.poll();
        if (frame == null) {
            conflateAbove = capacity;
        } else {
            size -= frame.bytes();
        }
        return frame;
    }

    @Override
    public void clear() {
        frames.clear();
        conflated.clear();
        size = 0;
        conflateAbove = capacity;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int count() {
        return frames.size();
    }

    @Override
    public long conflatedEvents() {
        return conflatedInAll;
    }
}
