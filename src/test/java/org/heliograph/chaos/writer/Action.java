package org.heliograph.chaos.writer;

import java.util.Random;
import org.heliograph.testing.Server;

/** An operation that a writer repeats; used by one thread. */
public interface Action {
    /** Performs it once on a node that may be down. @return whether the response was as expected */
    boolean attempt(Server node, Random random);

    /** The database was restored: what was made since the backup may not exist. */
    default void restored() {}
}
