package org.heliograph.hub.outbox;

import org.heliograph.event.Publication;

/**
 * One message on its way to a peer.
 *
 * @param text        as it goes over the wire
 * @param publication what it tells; null for an answer or notice that belongs to one peer alone
 */
public record Frame(String text, Publication publication) {
    /** An answer to one peer. */
    public static Frame answer(String text) {
        return new Frame(text, null);
    }
}
