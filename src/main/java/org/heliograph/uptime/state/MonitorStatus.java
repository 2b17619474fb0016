package org.heliograph.uptime.state;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What a monitor, a group or a page is at a time. */
public enum MonitorStatus {
    UP("up"),
    /** A group of the strategy percentage, or a page, of which a part is not up. */
    DEGRADED("degraded"),
    DOWN("down"),
    /** Without any report yet. It does not count in groups. */
    PENDING("pending"),
    /** Part of a maintenance in progress. It does not count in groups, of which it may be the only trouble. */
    MAINTENANCE("maintenance"),
    /** Not witnessed: after an outage of the server, until the next report or until the silence is too long. */
    UNKNOWN("unknown");

    private final String text;

    MonitorStatus(String text) {
        this.text = text;
    }

    /** Its name on the wire. */
    public String text() {
        return text;
    }

    /** The name where only up, degraded and down are known: pending is down there. */
    public String stockText() {
        return this == PENDING ? DOWN.text : text;
    }

    /**
     * Of a page as a whole, from its items: up if all are, down if all are, else degraded. Those that are pending or in maintenance do
     * not count, unless there are no others.
     */
    public static MonitorStatus ofPage(Collection<MonitorStatus> items) {
        Set<MonitorStatus> counted = EnumSet.noneOf(MonitorStatus.class);
        counted.addAll(items);
        counted.removeAll(EnumSet.of(PENDING, MAINTENANCE));
        if (counted.isEmpty()) {
            return items.contains(MAINTENANCE) ? MAINTENANCE : items.contains(PENDING) ? PENDING : UP;
        }
        if (counted.size() == 1) {
            return counted.iterator().next();
        }
        return counted.equals(EnumSet.of(UP, UNKNOWN)) ? UNKNOWN : DEGRADED;
    }
}
