package org.heliograph.hub;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/** A log in memory; scheduled reads run when a test runs them. */
public final class FakeLog implements PublicationSource {
    final List<Topic> opened = new ArrayList<>();
    final Deque<Runnable> scheduled = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    /** What a read fails with; null when it does not fail. */
    RuntimeException failure;

    /** Runs after each read, before what was read is delivered. */
    Runnable afterRead = () -> {};

    /** Whether scheduled reads run at once. */
    boolean eager;

    String epoch = "E1";

    private final Map<Topic, List<Publication>> kept = new HashMap<>();
    private final Map<Topic, Long> positions = new HashMap<>();

    @Override
    public void open(Collection<Topic> topics) {
        opened.addAll(topics);
    }

    /** Commits a publication, without delivering it. */
    Publication commit(Topic topic) {
        return commit(topic, "e" + (positions.getOrDefault(topic, 0L) + 1));
    }

    Publication commit(Topic topic, String event) {
        long seq = positions.merge(topic, 1L, Long::sum);
        Publication publication = new Publication(topic, seq, event, "{}", Instant.EPOCH);
        kept.computeIfAbsent(topic, same -> new ArrayList<>()).add(publication);
        return publication;
    }

    /** Deletes everything up to a sequence number. */
    void purge(Topic topic, long upTo) {
        kept.getOrDefault(topic, new ArrayList<>()).removeIf(publication -> publication.seq() <= upTo);
    }

    /** Loses everything after a sequence number, as a restored backup does. */
    void rewind(Topic topic, long position) {
        positions.put(topic, position);
        kept.getOrDefault(topic, new ArrayList<>()).removeIf(publication -> publication.seq() > position);
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return new HashMap<>(positions);
    }

    @Override
    public List<Publication> read(Topic topic, long after, int limit) {
        if (failure != null) {
            throw failure;
        }
        List<Publication> read = kept.getOrDefault(topic, List.of()).stream()
                .filter(publication -> publication.seq() > after)
                .limit(limit)
                .toList();
        afterRead.run();
        return read;
    }

    @Override
    public void scheduleRead(Runnable task) {
        scheduled.add(task);
        if (eager) {
            runAll();
        }
    }

    @Override
    public void scheduleReadLater(Runnable task) {
        later.add(task);
    }

    /** Schedules the reads that wait for the end of a pause. */
    void endPause() {
        scheduled.addAll(later);
        later.clear();
    }

    /** Runs one scheduled read. @return false when there is none */
    boolean runOne() {
        Runnable next = scheduled.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    void runAll() {
        boolean more = true;
        while (more) {
            more = runOne();
        }
    }
}
