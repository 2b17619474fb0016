package org.heliograph.operations.nodes;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds other nodes that run under the name of this one. The row of a predecessor that was killed is not one of them: it was last written
 * before this node looked for the first time. Not thread-safe.
 */
public final class NamesakeDetector {
    private final NodeIdentity own;
    /** Those that were found, by their ids. */
    private final Set<String> found = new HashSet<>();
    /** When this node looked for the first time, by the clock of the database. */
    private Instant since;

    public NamesakeDetector(NodeIdentity own) {
        this.own = own;
    }

    /**
     * Takes notice of the row of a node.
     *
     * @param seenAt  when it was written, by the clock of the database
     * @param present when it was read, by the same
     * @return whether it is the row of another node that runs under the name of this one, which was not found before
     */
    public boolean isFound(String instance, String name, Instant seenAt, Instant present) {
        since = since == null ? present : since;
        return name.equals(own.name())
                && !instance.equals(own.instance())
                && seenAt.isAfter(since)
                && found.add(instance);
    }
}
