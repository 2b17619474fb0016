package org.heliograph.alert.webhook;

import java.time.Instant;
import org.heliograph.alert.NewAlert;

/**
 * What another system says of one of its events.
 *
 * @param source    what it is, such as {@code zabbix}
 * @param eventId   its own name for the event; null when it has none, and then each report is an alert of its own
 * @param names     whether it may use the name again for another event
 * @param startedAt when it began; null when that is not said
 * @param firing    whether it goes on; false when it is over
 * @param alert     what it is about; null when it is over, since that says nothing new
 */
record Report(String source, String eventId, Names names, Instant startedAt, boolean firing, NewAlert alert) {
    /** How a source names its events. */
    enum Names {
        /** Each event has a name of its own; a late repetition of one that is over is no news. */
        ONCE,
        /** The same trouble has the same name each time that it comes. */
        AGAIN
    }
}
