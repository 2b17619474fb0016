package org.heliograph.uptime.status;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import org.heliograph.uptime.monitor.GroupStrategy;

/** Combines the uptimes of a group's children by its strategy. A child whose uptime is unknown does not count. */
public final class GroupUptime {
    private static final double DIGITS = 1000;

    private GroupUptime() {}

    /** In percent; null where no child's uptime is known. @param children may contain null */
    public static Double uptime(GroupStrategy strategy, Collection<Double> children) {
        List<Double> known = children.stream().filter(Objects::nonNull).toList();
        if (known.isEmpty()) {
            return null;
        }
        DoubleSummaryStatistics all =
                known.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return switch (strategy) {
            case ANY_UP -> all.getMax();
            case ALL_UP -> all.getMin();
            case PERCENTAGE -> rounded(all.getAverage());
        };
    }

    /** Rounds to three decimals. */
    public static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
