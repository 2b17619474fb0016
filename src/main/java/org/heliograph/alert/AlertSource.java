package org.heliograph.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

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

    /** The latest of these starts that is before this one; null when there is none. @param starts each may be null */
    Instant latestBefore(Instant... starts) {
        return Stream.of(starts)
                .filter(start -> startedAt != null && start != null && start.isBefore(startedAt))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The origin of an alert that a user opens. */
    public static AlertSource people(boolean demo) {
        return new AlertSource(PEOPLE, null, null, demo);
    }
}
