package org.heliograph.alert.webhook;

import java.time.Duration;
import java.time.Instant;
import org.heliograph.alert.AlertRequest;

/**
 * A report by another system about one of its events.
 *
 * @param source    the system, such as {@code zabbix}
 * @param eventId   its id of the event, with the source the identity; null when it has none, and then each report opens an alert
 * @param startedAt when the event began; null when unknown
 * @param endedAt   when it ended; null when it goes on or the end is unknown
 * @param firing    whether the event goes on; false when it has ended
 * @param alert     what the alert shows; null when the event has ended
 */
record ReportedEvent(
        String source, String eventId, Instant startedAt, Instant endedAt, boolean firing, AlertRequest alert) {
    private static final Duration FURTHEST_START = Duration.ofDays(1);

    /** An event that goes on. */
    static ReportedEvent firing(String source, String eventId, Instant startedAt, AlertRequest alert) {
        return new ReportedEvent(source, eventId, startedAt, null, true, alert);
    }

    /** This report without a start that lies more than a day ahead: with such a clock every later end would seem to be an old one. */
    ReportedEvent withPlausibleStart(Instant now) {
        boolean plausible = startedAt == null || !startedAt.isAfter(now.plus(FURTHEST_START));
        return plausible ? this : new ReportedEvent(source, eventId, null, endedAt, firing, alert);
    }

    /** An event that is over. */
    static ReportedEvent ended(String source, String eventId, Instant startedAt, Instant endedAt) {
        return new ReportedEvent(source, eventId, startedAt, endedAt, false, null);
    }
}
