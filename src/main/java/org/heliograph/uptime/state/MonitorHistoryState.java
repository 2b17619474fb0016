package org.heliograph.uptime.state;

/** A monitor's state and the settings by which its history is judged, read together. */
public record MonitorHistoryState(MonitorState state, CheckSettings settings) {
    public String monitorId() {
        return state.monitorId();
    }
}
