package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;

/**
 * Publications that arrived before their predecessor: logged ones, and unlogged ones that must not overtake a logged one. Bounded in number
 * and in bytes. Not thread-safe.
 */
final class ReorderBuffer {
    private final TreeMap<Long, Publication> logged = new TreeMap<>();
    /** By the logged publication that they follow, which need not be here. */
    private final TreeMap<Long, List<Publication>> following = new TreeMap<>();

    private final int capacity;
    private final long maxBytes;
    private int size;
    private long bytes;

    /**
     * @param capacity maximum number of publications
     * @param maxBytes maximum size of all, see {@link PublicationSize}
     */
    ReorderBuffer(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Adds a logged publication, or an unlogged one, behind the logged one that it follows. One that follows none is put behind all that
     * wait. Without room everything is discarded: logged publications are read from the log, unlogged ones are delivered at most once.
     *
     * @return false when there was no room
     */
    boolean add(Publication publication) {
        int length = PublicationSize.of(publication);
        if (size >= capacity || bytes + length > maxBytes) {
            clear();
            return false;
        }
        if (!publication.logged()) {
            long after = publication.after() > 0 ? publication.after() : highest();
            following.computeIfAbsent(after, any -> new ArrayList<>()).add(publication);
            count(1, length);
        } else if (logged.putIfAbsent(publication.seq(), publication) == null) {
            count(1, length);
        }
        return true;
    }

    private void count(int publications, long length) {
        size += publications;
        bytes += length;
    }

    /** The highest sequence number that is here or is followed; 0 when this is empty. */
    long highest() {
        return Math.max(logged.isEmpty() ? 0 : logged.lastKey(), following.isEmpty() ? 0 : following.lastKey());
    }

    /** Removes the publication with a sequence number. @return null when it is not here */
    Publication take(long seq) {
        Publication taken = logged.remove(seq);
        if (taken != null) {
            count(-1, -PublicationSize.of(taken));
        }
        return taken;
    }

    /** Removes the unlogged publications that follow a logged one, or an earlier one. @return them in order */
    List<Publication> takeFollowing(long seq) {
        Collection<List<Publication>> due = following.headMap(seq, true).values();
        List<Publication> taken = due.stream().flatMap(Collection::stream).collect(Collectors.toList());
        due.clear();
        count(-taken.size(), -taken.stream().mapToLong(PublicationSize::of).sum());
        return taken;
    }

    /** Removes everything. @return the unlogged publications in order */
    List<Publication> clear() {
        return clear(Long.MAX_VALUE);
    }

    /** Removes the logged publications up to a sequence number, and the unlogged ones that follow them. @return these in order */
    List<Publication> clear(long upTo) {
        while (!logged.isEmpty() && logged.firstKey() <= upTo) {
            take(logged.firstKey());
        }
        return takeFollowing(upTo);
    }
}
