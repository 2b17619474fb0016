package org.heliograph.hub;

import org.heliograph.event.Publication;

/** Publishes without keeping: the port for publications that the log does not hold. */
public interface TransientPublisher {
    /**
     * Delivers a publication to all subscribers of its topic, on every node, at most once.
     *
     * @param exceptId id of the connection that sent it and does not get it; null for none
     */
    void publish(Publication publication, String exceptId);
}
