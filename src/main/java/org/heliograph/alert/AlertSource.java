package org.heliograph.alert;

import java.time.Instant;

/**
 * The origin of an alert.
 *
 * @param source    the system that reported it, such as {@code zabbix}
 * @param eventId   the source's id of the event, unique within the source; null when it has none
 * @param startedAt when it began according to the source; null when unknown
 * @param demo      whether it is deleted when the demo is turned off
 */
public record AlertSource(String source, String eventId, Instant startedAt, boolean demo) {
    /** The source of alerts that users open by hand. */
    public static final String PEOPLE = "people";

    /** The origin of an alert that a user opens. */
    public static AlertSource people(boolean demo) {
        return new AlertSource(PEOPLE, null, null, demo);
    }
}
