package org.heliograph.uptime.status;

import java.util.Collection;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.state.MonitorState;

/** The status of a monitor or a group, as a status page shows it. */
public enum MonitorStatus {
    UP("up"),
    DEGRADED("degraded"),
    DOWN("down");

    private static final double PERCENT = 100;

    private final String text;

    MonitorStatus(String text) {
        this.text = text;
    }

    /** Its name on the wire. */
    public String text() {
        return text;
    }

    /** For the status of a {@link MonitorState}: a pending monitor is shown as down. */
    static MonitorStatus of(String status) {
        return MonitorState.UP.equals(status) ? UP : DOWN;
    }

    /** For a page as a whole: up if all items are up, down if all are down. */
    static MonitorStatus of(Collection<MonitorStatus> parts) {
        return of(GroupStrategy.ALL_UP, 0, parts);
    }

    /**
     * For a group.
     *
     * @param threshold the percentage of children up below which a group of the strategy percentage is down
     */
    static MonitorStatus of(GroupStrategy strategy, double threshold, Collection<MonitorStatus> children) {
        if (children.isEmpty()) {
            return UP;
        }
        long up = children.stream().filter(UP::equals).count();
        boolean anyDegraded = children.contains(DEGRADED);
        double share = PERCENT * up / children.size();
        return switch (strategy) {
            case ANY_UP -> up > 0 ? UP : anyDegraded ? DEGRADED : DOWN;
            case ALL_UP -> share >= PERCENT ? UP : up > 0 || anyDegraded ? DEGRADED : DOWN;
            case PERCENTAGE -> share >= PERCENT ? UP : share >= threshold ? DEGRADED : DOWN;
        };
    }
}
