package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.Publication;

/** The publications of a topic that have arrived, in that order, and wait for the thread that delivers; bounded in number. */
final class Inbox {
    private final Queue<Publication> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int capacity;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    /** @return false when it is full, and has not taken the publication */
    boolean offer(Publication publication) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            return false;
        }
        return waiting.add(publication);
    }

    /** Takes the first; null when there is none. */
    Publication poll() {
        Publication first = waiting.poll();
        if (first != null) {
            size.decrementAndGet();
        }
        return first;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Empties it, and discards the logged publications. @return the others */
    List<Publication> discardLogged() {
        List<Publication> unlogged = new ArrayList<>();
        for (int left = size.get(); left > 0; left--) {
            Publication one = poll();
            if (one != null && !one.logged()) {
                unlogged.add(one);
            }
        }
        return unlogged;
    }
}
