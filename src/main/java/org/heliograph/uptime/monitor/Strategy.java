package org.heliograph.uptime.monitor;

import java.util.Optional;
import java.util.stream.Stream;

/** How a group makes one status of its children's. */
public enum Strategy {
    /** Up while one child is up. */
    ANY_UP("any-up"),

    /** Up only while all children are up. */
    ALL_UP("all-up"),

    /** By the share of children that are up. */
    PERCENTAGE("percentage");

    private final String text;

    Strategy(String text) {
        this.text = text;
    }

    /** The name in bodies and in the database. */
    public String text() {
        return text;
    }

    public static Optional<Strategy> parse(String text) {
        return Stream.of(values())
                .filter(strategy -> strategy.text.equals(text))
                .findFirst();
    }
}
