package org.heliograph.operations.server;

import java.util.List;

/** The configuration of one kind of application server. */
interface ServerConfiguration {
    /** Whether the application runs on this kind of server. */
    boolean isPresent();

    /** Whether the server has started so far that its configuration can be read. */
    boolean isReadable();

    /** The script that puts the configuration in force, below {@code server-config}. */
    String script();

    /**
     * What is open or without a bound, each as a part of a sentence.
     *
     * @throws UnreadableException when a value cannot be read
     */
    List<String> findings();
}
