package org.heliograph.uptime.status;

import java.util.Collection;
import org.heliograph.uptime.monitor.GroupStrategy;

/** How a monitor or a group is, for a reader. */
public enum MonitorStatus {
    UP("up"),
    DEGRADED("degraded"),
    DOWN("down");

    private static final double ALL = 100;

    private final String text;

    MonitorStatus(String text) {
        this.text = text;
    }

    /** Its name on the wire. */
    public String text() {
        return text;
    }

    /** Of a stored status: what has not pulsed yet is not up. */
    static MonitorStatus of(String status) {
        return "up".equals(status) ? UP : DOWN;
    }

    /** Of things side by side: up when all are, down when none is anything better. */
    static MonitorStatus of(Collection<MonitorStatus> parts) {
        return of(GroupStrategy.ALL_UP, 0, parts);
    }

    /** Of a group. @param threshold the share of its children in percent that keeps it from being down, for percentage */
    static MonitorStatus of(GroupStrategy strategy, double threshold, Collection<MonitorStatus> children) {
        if (children.isEmpty()) {
            return UP;
        }
        long up = children.stream().filter(UP::equals).count();
        boolean anyDegraded = children.contains(DEGRADED);
        double share = ALL * up / children.size();
        return switch (strategy) {
            case ANY_UP -> up > 0 ? UP : anyDegraded ? DEGRADED : DOWN;
            case ALL_UP -> share >= ALL ? UP : up > 0 || anyDegraded ? DEGRADED : DOWN;
            case PERCENTAGE -> share >= ALL ? UP : share >= threshold ? DEGRADED : DOWN;
        };
    }
}
