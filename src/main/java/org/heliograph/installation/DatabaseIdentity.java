package org.heliograph.installation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which database this is: the system identifier and the timeline of its server, the number of the database, and that of a table. A dump
 * that is restored gets other numbers; a base backup that is recovered, and a standby that is promoted, begin another timeline.
 *
 * @param parts in that order; {@link #UNKNOWN} for those that the server does not say
 */
record DatabaseIdentity(List<String> parts) {
    static final String UNKNOWN = "?";
    /** Of a database that says nothing of itself, such as H2. */
    static final DatabaseIdentity NONE = new DatabaseIdentity(List.of());

    private static final String SEPARATOR = "/";

    /** @param text as {@link #text} made it; null when none was kept */
    static DatabaseIdentity parse(String text) {
        return text == null || text.isEmpty() ? NONE : new DatabaseIdentity(Arrays.asList(text.split(SEPARATOR)));
    }

    String text() {
        return String.join(SEPARATOR, parts);
    }

    /** Whether the two cannot be the same database. Unknown parts say nothing. */
    boolean contradicts(DatabaseIdentity other) {
        return IntStream.range(0, Math.min(parts.size(), other.parts.size()))
                .anyMatch(i -> differ(parts.get(i), other.parts.get(i)));
    }

    private static boolean differ(String one, String other) {
        return !one.equals(UNKNOWN) && !other.equals(UNKNOWN) && !one.equals(other);
    }
}
