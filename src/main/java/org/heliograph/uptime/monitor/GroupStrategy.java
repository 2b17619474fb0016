package org.heliograph.uptime.monitor;

import java.util.Optional;
import java.util.stream.Stream;

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
}
