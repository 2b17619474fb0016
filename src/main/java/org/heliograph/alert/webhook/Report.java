package org.heliograph.alert.webhook;

import java.time.Instant;
import org.heliograph.alert.NewAlert;

/**
 * What another system says of one of its events.
 *
 * @param source    what it is, such as {@code zabbix}
 * @param eventId   its own name for the event; null when it has none, and then each report is an alert of its own
 * @param startedAt when it began, for systems that use the same name again when the same trouble comes again; otherwise null
 * @param firing    whether it goes on; false when it is over
 */
record Report(String source, String eventId, Instant startedAt, boolean firing, NewAlert alert) {}
