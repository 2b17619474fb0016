package org.heliograph.alert.webhook;

import java.time.Instant;
import org.heliograph.alert.AlertRequest;

/**
 * A report by another system about one of its events.
 *
 * @param source    the system, such as {@code zabbix}
 * @param eventId   its id of the event; null when it has none, and then each report opens an alert
 * @param scope     whether the id can come back for a later event
 * @param startedAt when the event began; null when unknown
 * @param firing    whether the event goes on; false when it has ended
 * @param alert     what the alert shows; null when the event has ended
 */
record ReportedEvent(
        String source, String eventId, EventIdScope scope, Instant startedAt, boolean firing, AlertRequest alert) {
    /** How a source assigns event ids. */
    enum EventIdScope {
        /** Each event has its own id: a late repetition of a resolved event changes nothing. */
        UNIQUE,
        /** A condition has the same id each time it occurs. */
        RECURRING
    }
}
