package org.heliograph.broker;

import org.heliograph.event.Publication;

/**
 * A publication in transit between nodes.
 *
 * @param origin the node that sent it; null when another program did
 */
public record Message(String origin, Publication publication) {}
