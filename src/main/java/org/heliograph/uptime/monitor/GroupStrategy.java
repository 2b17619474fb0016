package org.heliograph.uptime.monitor;

import java.util.Optional;
import java.util.stream.Stream;

/** How a group makes one status of its children's. */
public enum GroupStrategy {
    /** Up while one child is up. */
    ANY_UP("any-up"),

    /** Up only while all children are up. */
    ALL_UP("all-up"),

    /** By the share of children that are up. */
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
