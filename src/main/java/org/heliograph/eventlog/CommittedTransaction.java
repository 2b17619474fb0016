package org.heliograph.eventlog;

import java.util.List;

/**
 * A transaction of this node that has committed.
 *
 * @param writer its mark on the rows of its pending events
 * @param events all of them, in the order in which they were published
 * @param logged whether any of them is logged
 * @param slow   whether the commit came so late after the tickets that the sequencer may have passed them
 */
record CommittedTransaction(long writer, List<PendingEvent> events, boolean logged, boolean slow) {
    boolean hasTransientEvents() {
        return events.stream().anyMatch(event -> !event.logged());
    }
}
