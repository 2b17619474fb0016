package org.heliograph.testing;

import java.nio.file.Path;

/** One started application server. */
interface ServerInstance {
    /** The port of its HTTP listener. */
    int port();

    /** The file of its log. */
    Path log();

    /** The process of its Java virtual machine. */
    long pid();

    /** Whether it runs and its deployment has not failed. */
    boolean alive();

    /** Stops it gracefully and waits until it has ended. */
    void stop();

    /** Suspends its processes with all connections open, or lets them continue. */
    void suspend(boolean suspended);

    /** Kills it. */
    void kill();
}
