package org.heliograph.alert;

import java.time.Instant;

/**
 * Where an alert comes from.
 *
 * @param source    what reported it, such as {@code zabbix}
 * @param eventId   the source's own name for the event, unique within the source; null when it has none
 * @param startedAt when it began, as the source says; null when it does not
 * @param demo      whether it goes when the demo is turned off
 */
public record AlertSource(String source, String eventId, Instant startedAt, boolean demo) {
    /** What alerts that people raise have as their source. */
    public static final String PEOPLE = "people";

    /** Raised by somebody. */
    public static AlertSource people(boolean demo) {
        return new AlertSource(PEOPLE, null, null, demo);
    }
}
