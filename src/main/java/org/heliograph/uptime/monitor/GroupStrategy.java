package org.heliograph.uptime.monitor;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.uptime.state.MonitorStatus;

/** How a group combines the statuses of its children into its own. */
public enum GroupStrategy {
    /** Up while at least one child is up, else down. */
    ANY_UP("any-up"),

    /** Up while all children are up, else down. */
    ALL_UP("all-up"),

    /** Up while all children are up, degraded from {@link MonitorGroup#threshold} on, else down. */
    PERCENTAGE("percentage");

    private static final double PERCENT = 100;

    private final String text;

    GroupStrategy(String text) {
        this.text = text;
    }

    /** The name in bodies and in the database. */
    public String text() {
        return text;
    }

    public static Optional<GroupStrategy> parse(String text) {
        return Stream.of(values())
                .filter(strategy -> strategy.text.equals(text))
                .findFirst();
    }

    /** The status of a group from those of its children. @param threshold in percent, see {@link MonitorGroup#threshold} */
    public MonitorStatus status(double threshold, Collection<MonitorStatus> children) {
        int up = 0;
        int notUp = 0;
        int unknown = 0;
        for (MonitorStatus child : children) {
            switch (child) {
                case UP -> up++;
                case UNKNOWN -> unknown++;
                case PENDING -> {}
                default -> notUp++;
            }
        }
        return status(threshold, up, notUp, unknown);
    }

    /**
     * The status of a group from the numbers of its children. Unknown children count as what they may be: the group is unknown only
     * when they decide.
     *
     * @param up      children that are up
     * @param notUp   children that are down or degraded
     * @param unknown children whose state was not witnessed; those that are pending are in none of the numbers
     */
    public MonitorStatus status(double threshold, int up, int notUp, int unknown) {
        int counted = up + notUp + unknown;
        if (counted == 0) {
            return MonitorStatus.PENDING;
        }
        MonitorStatus worst = known(threshold, up, counted);
        return worst == known(threshold, up + unknown, counted) ? worst : MonitorStatus.UNKNOWN;
    }

    private MonitorStatus known(double threshold, int up, int counted) {
        return switch (this) {
            case ANY_UP -> up > 0 ? MonitorStatus.UP : MonitorStatus.DOWN;
            case ALL_UP -> up == counted ? MonitorStatus.UP : MonitorStatus.DOWN;
            case PERCENTAGE ->
                up == counted
                        ? MonitorStatus.UP
                        : PERCENT * up / counted >= threshold ? MonitorStatus.DEGRADED : MonitorStatus.DOWN;
        };
    }
}
