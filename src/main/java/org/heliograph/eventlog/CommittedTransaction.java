package org.heliograph.eventlog;

import java.util.List;

/**
 * A transaction of this node that has committed, or has written its events and is about to.
 *
 * @param writer its mark on the rows of its pending events
 * @param events all of them, in the order in which they were published
 * @param logged whether any of them is logged
 */
record CommittedTransaction(long writer, List<PendingEvent> events, boolean logged) {
    boolean hasTransientEvents() {
        return events.stream().anyMatch(event -> !event.logged());
    }

    /** What its events make the node hold. */
    long bytes() {
        return events.stream().mapToLong(PendingEvent::bytes).sum();
    }
}
