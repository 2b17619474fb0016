package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.event.Publication;

/** The publications that have arrived for a topic and wait for its thread. Bounded in number and in bytes. Never blocks. */
final class Inbox {
    private final Queue<Publication> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final int maxCount;
    private final long maxBytes;

    /**
     * @param maxCount maximum number of publications
     * @param maxBytes maximum size of all, see {@link PublicationSize}
     */
    Inbox(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /** @return false when there is no room */
    boolean add(Publication publication) {
        int size = PublicationSize.of(publication);
        boolean room = count.incrementAndGet() <= maxCount;
        room &= bytes.addAndGet(size) <= maxBytes;
        if (room) {
            waiting.add(publication);
        } else {
            release(size);
        }
        return room;
    }

    /** Removes the publication that arrived first. @return null when there is none */
    Publication poll() {
        Publication first = waiting.poll();
        if (first != null) {
            release(PublicationSize.of(first));
        }
        return first;
    }

    /** Empties it, and discards the logged publications. @return the others */
    List<Publication> discardLogged() {
        List<Publication> unlogged = new ArrayList<>();
        for (int left = count.get(); left > 0; left--) {
            Publication one = poll();
            if (one != null && !one.logged()) {
                unlogged.add(one);
            }
        }
        return unlogged;
    }

    private void release(int size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
