package org.heliograph.hub;

import org.heliograph.event.Publication;

/** The way out for what is told once and not kept; implemented by whoever links the nodes. */
public interface TransientPublisher {
    /**
     * Tells everybody who listens to the topic, on every node.
     *
     * @param exceptId the connection that said it and is not told; null for none
     */
    void tell(Publication publication, String exceptId);
}
