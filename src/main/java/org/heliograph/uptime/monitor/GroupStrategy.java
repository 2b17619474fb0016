package org.heliograph.uptime.monitor;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.json.JsonNumbers;

/** How a group combines the statuses of its children into its own. */
public enum GroupStrategy {
    /** Up while at least one child is up. */
    ANY_UP("any-up"),

    /** Up only while all children are up. */
    ALL_UP("all-up"),

    /** By the percentage of children that are up, see {@link MonitorGroup#getDegradedThreshold}. */
    PERCENTAGE("percentage");

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

    /**
     * Combines the uptimes of a group's children into that of the group, in percent; null where no child's uptime is known.
     *
     * @param children may contain null for a child whose uptime is unknown, which does not count
     */
    public Double uptime(Collection<Double> children) {
        List<Double> known = children.stream().filter(Objects::nonNull).toList();
        if (known.isEmpty()) {
            return null;
        }
        DoubleSummaryStatistics all =
                known.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return switch (this) {
            case ANY_UP -> all.getMax();
            case ALL_UP -> all.getMin();
            case PERCENTAGE -> JsonNumbers.rounded(all.getAverage());
        };
    }
}
