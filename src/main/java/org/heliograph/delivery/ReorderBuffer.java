package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;

/**
 * Publications that arrived before their predecessor: logged ones, and unlogged ones that must not overtake a logged one. Bounded. Not
 * thread-safe.
 */
final class ReorderBuffer {
    private final TreeMap<Long, Publication> logged = new TreeMap<>();
    /** By the logged publication that they follow, which need not be here. */
    private final TreeMap<Long, List<Publication>> following = new TreeMap<>();

    private final int capacity;
    private int size;

    /** @param capacity maximum number of publications */
    ReorderBuffer(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds a logged publication, or an unlogged one, behind the logged one that it follows. One that follows none is put behind all that
     * wait.
     *
     * @return false when there is no room
     */
    boolean add(Publication publication) {
        if (size >= capacity) {
            return false;
        }
        if (!publication.logged()) {
            long after = publication.after() > 0 ? publication.after() : highest();
            following.computeIfAbsent(after, any -> new ArrayList<>()).add(publication);
            size++;
        } else if (logged.putIfAbsent(publication.seq(), publication) == null) {
            size++;
        }
        return true;
    }

    private long highest() {
        return Math.max(logged.isEmpty() ? 0 : logged.lastKey(), following.isEmpty() ? 0 : following.lastKey());
    }

    /** Removes the publication with a sequence number. @return null when it is not here */
    Publication take(long seq) {
        Publication taken = logged.remove(seq);
        size -= taken == null ? 0 : 1;
        return taken;
    }

    /** Removes the unlogged publications that follow a logged one, or an earlier one. @return them in order */
    List<Publication> takeFollowing(long seq) {
        Collection<List<Publication>> due = following.headMap(seq, true).values();
        List<Publication> taken = due.stream().flatMap(Collection::stream).collect(Collectors.toList());
        due.clear();
        size -= taken.size();
        return taken;
    }

    /** Removes everything. @return the unlogged publications in order */
    List<Publication> clear() {
        List<Publication> unlogged = takeFollowing(Long.MAX_VALUE);
        logged.clear();
        size = 0;
        return unlogged;
    }
}
