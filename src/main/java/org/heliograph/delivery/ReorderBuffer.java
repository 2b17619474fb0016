package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;

/**
 * What came before its turn: publications whose predecessor is missing, each with the unlogged ones that came after it and
 * must not overtake it. Bounded; not for several threads.
 */
final class ReorderBuffer {
    private final TreeMap<Long, List<Publication>> waiting = new TreeMap<>();
    private final int most;
    private int size;

    /** @param most how many it keeps */
    ReorderBuffer(int most) {
        this.most = most;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Keeps a logged publication, or an unlogged one behind the last that waits.
     *
     * @return false when there is no room
     */
    boolean keep(Publication publication) {
        if (size >= most) {
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

    /** Takes out the publication at a position and what follows it; empty when it is not here. */
    List<Publication> take(long seq) {
        List<Publication> taken = waiting.remove(seq);
        size -= taken == null ? 0 : taken.size();
        return taken == null ? List.of() : taken;
    }

    /** Takes everything out, and returns the unlogged ones in order. */
    List<Publication> unlogged() {
        List<Publication> unlogged = waiting.values().stream()
                .flatMap(Collection::stream)
                .filter(publication -> !publication.logged())
                .collect(Collectors.toList());
        waiting.clear();
        size = 0;
        return unlogged;
    }
}
