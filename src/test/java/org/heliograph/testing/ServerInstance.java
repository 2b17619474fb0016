package org.heliograph.testing;

import java.nio.file.Path;

/** One started application server. */
interface ServerInstance {
    /** The port of its HTTP listener. */
    int port();

    /** All that it has written. */
    Path log();

    /** Whether it can still become ready, or is: it runs, and nothing of it has failed to deploy. */
    boolean alive();

    /** Ends it as an administrator would; returns when it has ended. */
    void stop();

    /** Ends it as a power cut would. */
    void kill();
}
