package org.heliograph.event;

/**
 * A component of the server that caches something from the database, and is notified on every node when the database was restored from a
 * backup, or has lost commits otherwise, while the node was running; found as a CDI bean. Each method may be called again when one of
 * the components failed.
 */
public interface RestoreListener {
    /** Discards what was read before. Called for all components first. */
    default void discard() {}

    /** Ends what was granted because of what the database said before. Called when every component has discarded what it knew. */
    default void restored() {}
}
