package org.heliograph.uptime.state;

import java.util.Collection;
import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts changes of monitors. */
public final class MonitorMetrics {
    static final String DOWN = "down";
    static final String UP = "up";

    public static final CounterFamily TRANSITIONS = new CounterFamily(
            "heliograph_monitor_transitions_total",
            "status",
            List.of(DOWN, UP),
            "Monitors that went down, by a report or for want of one, or came up again; those whose change was committed.");

    private MonitorMetrics() {}

    /** Counts changes that have been committed. */
    public static void count(Collection<StateChange> changes) {
        for (StateChange change : changes) {
            change.events().stream().map(StateEvent::kind).forEach(MonitorMetrics::count);
        }
    }

    private static void count(StateEvent.Kind kind) {
        if (kind != StateEvent.Kind.STILL_DOWN) {
            TRANSITIONS.increment(kind == StateEvent.Kind.DOWN ? DOWN : UP);
        }
    }
}
