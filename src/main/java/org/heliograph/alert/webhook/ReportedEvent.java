package org.heliograph.alert.webhook;

import java.time.Instant;
import org.heliograph.alert.AlertRequest;

/**
 * What another system says of one of its events.
 *
 * @param source    what it is, such as {@code zabbix}
 * @param eventId   its own name for the event; null when it has none, and then each report is an alert of its own
 * @param scope     whether it may use the id again for another event
 * @param startedAt when it began; null when that is not said
 * @param firing    whether it goes on; false when it is over
 * @param alert     what it is about; null when it is over, since that says nothing new
 */
record ReportedEvent(
        String source, String eventId, EventIdScope scope, Instant startedAt, boolean firing, AlertRequest alert) {
    /** How a source names its events. */
    enum EventIdScope {
        /** Each event has a name of its own; a late repetition of one that is over is no news. */
        UNIQUE,
        /** The same trouble has the same name each time that it comes. */
        RECURRING
    }
}
