package org.heliograph.chaos.writer;

import java.util.Random;
import org.heliograph.testing.Server;

/** What a writer does again and again; for one thread. */
public interface Action {
    /** Does it once, on a node that may be down. @return whether the node answered as it should */
    boolean attempt(Server node, Random random);
}
