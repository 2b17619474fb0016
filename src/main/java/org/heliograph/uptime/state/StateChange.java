package org.heliograph.uptime.state;

import java.util.List;

/**
 * The state of a monitor after a report or a check, and what has happened.
 *
 * @param events in order; empty when nothing has to be published
 */
public record StateChange(MonitorState state, List<StateEvent> events) {
    static StateChange none(MonitorState state) {
        return new StateChange(state, List.of());
    }

    public String monitorId() {
        return state.monitorId();
    }

    public boolean has(StateEvent.Kind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }
}
