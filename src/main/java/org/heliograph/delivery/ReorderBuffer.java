package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.heliograph.event.Publication;

/**
 * Publications that arrived before their predecessor. Each logged one is kept together with the unlogged ones that arrived after it and
 * must not overtake it. Bounded. Not thread-safe.
 */
final class ReorderBuffer {
    private final TreeMap<Long, List<Publication>> waiting = new TreeMap<>();
    private final int capacity;
    private int size;

    /** @param capacity maximum number of publications */
    ReorderBuffer(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Adds a logged publication, or an unlogged one behind the logged one with the highest sequence number.
     *
     * @return false when there is no room
     */
    boolean add(Publication publication) {
        if (size >= capacity) {
            return false;
        }
        if (!publication.logged()) {
            waiting.lastEntry().getValue().add(publication);
            size++;
        } else if (!waiting.containsKey(publication.seq())) {
            waiting.put(publication.seq(), new ArrayList<>(List.of(publication)));
            size++;
        }
        return true;
    }

    /** Removes the publication with a sequence number and the unlogged ones behind it. @return them in order; empty when it is not here */
    List<Publication> take(long seq) {
        List<Publication> taken = waiting.remove(seq);
        size -= taken == null ? 0 : taken.size();
        return taken == null ? List.of() : taken;
    }

    /** The highest sequence number; 0 when this is empty. */
    long highest() {
        return waiting.isEmpty() ? 0 : waiting.lastKey();
    }

    /** Removes everything. @return the unlogged publications in order */
    List<Publication> clear() {
        return clear(Long.MAX_VALUE);
    }

    /** Removes the publications up to a sequence number, with the unlogged ones behind them. @return these in order */
    List<Publication> clear(long upTo) {
        List<Publication> unlogged = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.firstKey() <= upTo) {
            List<Publication> removed = waiting.pollFirstEntry().getValue();
            size -= removed.size();
            removed.stream().filter(one -> !one.logged()).forEach(unlogged::add);
        }
        return unlogged;
    }
}
