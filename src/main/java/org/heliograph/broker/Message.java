package org.heliograph.broker;

import org.heliograph.event.Publication;

/**
 * A publication in transit between nodes.
 *
 * @param sender the node that sent it; null when another program did
 */
public record Message(Sender sender, Publication publication) {
    /**
     * The node that sent a message.
     *
     * @param installation the id of its installation
     * @param epoch        the epoch of the log to which the sequence number belongs
     * @param node         the node, by a name that no other one has
     */
    public record Sender(String installation, String epoch, String node) {}
}
