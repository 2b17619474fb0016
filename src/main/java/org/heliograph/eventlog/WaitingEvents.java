package org.heliograph.eventlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * The transient events of transactions that have committed here, until the logged events before them have got their numbers. Bounded
 * in number and in bytes: the oldest are dropped. Not thread-safe.
 */
final class WaitingEvents {
    /** The events of each transaction and topic, in their order; the logged ones until they have their numbers. */
    private final Map<Long, Map<Topic, Deque<PendingEvent>>> byWriter = new LinkedHashMap<>();

    private final int capacity;
    private final long maxBytes;
    private int size;
    private long bytes;

    /**
     * @param capacity the maximum number of events
     * @param maxBytes the maximum size of all, see {@link PendingEvent#bytes}
     */
    WaitingEvents(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    boolean isEmpty() {
        return byWriter.isEmpty();
    }

    /** Adds a transaction whose rows the next batch will find, unless another node has taken them. */
    void add(CommittedTransaction transaction) {
        Map<Topic, Deque<PendingEvent>> byTopic = new TreeMap<>();
        transaction
                .events()
                .forEach(event -> byTopic.computeIfAbsent(event.topic(), any -> new ArrayDeque<>())
                        .add(event));
        byTopic.values().removeIf(events -> events.stream().allMatch(PendingEvent::logged));
        all(byTopic).forEach(this::count);
        byWriter.put(transaction.writer(), byTopic);
        Iterator<Map<Topic, Deque<PendingEvent>>> oldest = byWriter.values().iterator();
        while ((size > capacity || bytes > maxBytes) && oldest.hasNext()) {
            all(oldest.next()).forEach(this::release);
            oldest.remove();
        }
    }

    private static Stream<PendingEvent> all(Map<Topic, Deque<PendingEvent>> byTopic) {
        return byTopic.values().stream().flatMap(Collection::stream);
    }

    private void count(PendingEvent event) {
        size++;
        bytes += event.bytes();
    }

    private void release(PendingEvent event) {
        size--;
        bytes -= event.bytes();
    }

    /**
     * Puts the transient events between the numbered ones, behind the one that they follow, and takes them from here. Those whose logged
     * events another node has numbered follow the last number of the topic.
     *
     * @param late      writers that the batch has found though it began before their commit, so that it may have missed other rows of them
     * @param positions reads the last sequence numbers of topics
     * @return everything that can be delivered now, in order of each topic
     */
    List<Publication> arrange(
            SequencerRepository.Batch batch, Set<Long> late, Function<Collection<Topic>, Map<Topic, Long>> positions) {
        List<Publication> ready = new ArrayList<>(batch.events().size());
        Map<Topic, Long> last = new HashMap<>();
        for (SequencedEvent event : batch.events()) {
            Publication publication = event.publication();
            Deque<PendingEvent> ofTopic =
                    byWriter.getOrDefault(event.writer(), Map.of()).get(publication.topic());
            if (ofTopic != null) {
                takeTransient(ofTopic, publication.seq() - 1, ready);
                removeLogged(ofTopic, event.ordinal());
            }
            ready.add(publication);
            last.put(publication.topic(), publication.seq());
            if (ofTopic != null) {
                takeTransient(ofTopic, publication.seq(), ready);
            }
        }
        if (!batch.more()) {
            release(complete(late), batch.skipped(), last, positions, ready);
        }
        discardEmpty();
        return ready;
    }

    private void takeTransient(Deque<PendingEvent> events, long after, List<Publication> ready) {
        while (!events.isEmpty() && !events.peek().logged()) {
            PendingEvent event = events.poll();
            release(event);
            ready.add(event.following(after));
        }
    }

    /** Removes a logged event, and earlier ones that another node has numbered. */
    private void removeLogged(Deque<PendingEvent> events, int ordinal) {
        while (!events.isEmpty() && events.peek().logged() && events.peek().ordinal() <= ordinal) {
            release(events.poll());
        }
    }

    private List<Map<Topic, Deque<PendingEvent>>> complete(Set<Long> late) {
        return byWriter.entrySet().stream()
                .filter(entry -> !late.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Takes what waits for nothing: the batch has found no row of it, and has not missed any. */
    private void release(
            List<Map<Topic, Deque<PendingEvent>>> complete,
            Set<Topic> skipped,
            Map<Topic, Long> last,
            Function<Collection<Topic>, Map<Topic, Long>> positions,
            List<Publication> ready) {
        List<Topic> numberedElsewhere = complete.stream()
                .flatMap(byTopic -> byTopic.entrySet().stream())
                .filter(entry -> entry.getValue().stream().anyMatch(PendingEvent::logged))
                .map(Map.Entry::getKey)
                .filter(topic -> !skipped.contains(topic))
                .distinct()
                .toList();
        if (!numberedElsewhere.isEmpty()) {
            last.putAll(positions.apply(numberedElsewhere));
        }
        complete.forEach(byTopic -> byTopic.entrySet().stream()
                .filter(entry -> !skipped.contains(entry.getKey()))
                .forEach(entry -> takeAll(entry.getValue(), last.getOrDefault(entry.getKey(), 0L), ready)));
    }

    private void takeAll(Deque<PendingEvent> events, long after, List<Publication> ready) {
        while (!events.isEmpty()) {
            takeTransient(events, after, ready);
            removeLogged(events, Integer.MAX_VALUE);
        }
    }

    private void discardEmpty() {
        byWriter.values().removeIf(byTopic -> {
            byTopic.values().removeIf(Collection::isEmpty);
            return byTopic.isEmpty();
        });
    }
}
