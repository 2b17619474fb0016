package org.heliograph.uptime.status;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import org.heliograph.uptime.monitor.GroupStrategy;

/** The uptime of a group from those of its children, by its strategy; what is unknown of a child is left out. */
public final class GroupUptime {
    private static final double DIGITS = 1000;

    private GroupUptime() {}

    /** In percent; null where nothing is known of any child. */
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

    /** To three decimals. */
    public static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
