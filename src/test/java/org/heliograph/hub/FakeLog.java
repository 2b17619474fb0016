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

/** A log in memory whose readers run when a test says so. */
public final class FakeLog implements PublicationSource {
    final List<Topic> opened = new ArrayList<>();
    final Deque<Runnable> scheduled = new ArrayDeque<>();
    /** Happens while a reader holds what it has read, and has not told it yet. */
    Runnable meanwhile = () -> {};

    /** Whether readers run at once, as they do on a machine that has nothing else to do. */
    boolean eager;

    private final Map<Topic, List<Publication>> kept = new HashMap<>();
    private final Map<Topic, Long> positions = new HashMap<>();

    @Override
    public void open(Topic topic) {
        opened.add(topic);
    }

    /** Something is committed, and not yet told. */
    Publication commit(Topic topic) {
        return commit(topic, "e" + (positions.getOrDefault(topic, 0L) + 1));
    }

    Publication commit(Topic topic, String event) {
        long seq = positions.merge(topic, 1L, Long::sum);
        Publication publication = new Publication(topic, seq, event, "{}", Instant.EPOCH);
        kept.computeIfAbsent(topic, same -> new ArrayList<>()).add(publication);
        return publication;
    }

    /** Lets go of the oldest up to a position. */
    void forget(Topic topic, long upTo) {
        kept.getOrDefault(topic, new ArrayList<>()).removeIf(publication -> publication.seq() <= upTo);
    }

    @Override
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return new HashMap<>(positions);
    }

    @Override
    public List<Publication> read(Topic topic, long after, int limit) {
        List<Publication> read = kept.getOrDefault(topic, List.of()).stream()
                .filter(publication -> publication.seq() > after)
                .limit(limit)
                .toList();
        meanwhile.run();
        return read;
    }

    @Override
    public void schedule(Runnable reading) {
        scheduled.add(reading);
        if (eager) {
            runAll();
        }
    }

    /** Runs one reader. @return false when none waits */
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
