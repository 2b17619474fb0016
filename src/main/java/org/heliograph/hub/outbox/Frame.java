package org.heliograph.hub.outbox;

import org.heliograph.event.Publication;

/**
 * One message on its way to a peer.
 *
 * @param text        as it goes over the wire
 * @param publication what it tells; null for an answer or notice that belongs to one peer alone
 * @param key         what its dialect lets peers choose by, such as a site; null when there is nothing to choose
 * @param numbered    whether the peer counts on it by its position: then no policy may merge it or let it go
 */
public record Frame(String text, Publication publication, String key, boolean numbered) {
    /** An answer to one peer. */
    public static Frame answer(String text) {
        return new Frame(text, null, null, false);
    }

    /** A publication that nobody chooses by. */
    public static Frame of(String text, Publication publication) {
        return of(text, publication, null);
    }

    /** A publication. */
    public static Frame of(String text, Publication publication, String key) {
        return new Frame(text, publication, key, false);
    }

    /** A publication told with its position. */
    public static Frame numbered(String text, Publication publication, String key) {
        return new Frame(text, publication, key, true);
    }
}
