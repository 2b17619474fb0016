package org.heliograph.hub.outbox;

import org.heliograph.event.Publication;
import org.heliograph.platform.Utf8;

/**
 * An encoded message that is ready to be sent.
 *
 * @param text        the message
 * @param publication the publication that it carries; null for a reply or a notice to one peer alone
 * @param key         what peers can filter by, such as a site; null for none
 * @param sequenced   whether it carries its sequence number: then no policy may conflate or drop it, since the peer expects each
 * @param bytes       the length of the text in UTF-8
 */
public record Frame(String text, Publication publication, String key, boolean sequenced, int bytes) {
    private Frame(String text, Publication publication, String key, boolean sequenced) {
        this(text, publication, key, sequenced, Utf8.length(text));
    }

    /** A reply or a notice to one peer. */
    public static Frame reply(String text) {
        return new Frame(text, null, null, false);
    }

    /** A publication without a key. */
    public static Frame of(String text, Publication publication) {
        return of(text, publication, null);
    }

    /** A publication. */
    public static Frame of(String text, Publication publication, String key) {
        return new Frame(text, publication, key, false);
    }

    /** A publication with its sequence number. */
    public static Frame sequenced(String text, Publication publication, String key) {
        return new Frame(text, publication, key, true);
    }
}
