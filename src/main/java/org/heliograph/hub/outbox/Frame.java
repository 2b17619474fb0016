package org.heliograph.hub.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.platform.Utf8;

/** An encoded message that is ready to be sent. It is shared by all connections that get it, and encoded once for all of them. */
public final class Frame {
    private final String text;
    private final Publication publication;
    private final String key;
    private final boolean sequenced;
    private final boolean past;
    private final int bytes;
    /** Encoded when it is first needed; threads that race encode the same bytes. */
    private volatile byte[] utf8;

    private Frame(String text, Publication publication, String key, boolean sequenced, boolean past) {
        this.text = text;
        this.publication = publication;
        this.key = key;
        this.sequenced = sequenced;
        this.past = past;
        this.bytes = Utf8.length(text);
    }

    /** A reply or a notice to one peer. */
    public static Frame reply(String text) {
        return new Frame(text, null, null, false, false);
    }

    /** A publication without a key. */
    public static Frame of(String text, Publication publication) {
        return of(text, publication, null);
    }

    /** A publication. */
    public static Frame of(String text, Publication publication, String key) {
        return new Frame(text, publication, key, false, false);
    }

    /** A publication with its sequence number. */
    public static Frame sequenced(String text, Publication publication, String key) {
        return new Frame(text, publication, key, true, false);
    }

    /** The same for a peer that resumes, with a publication from before it did so. */
    public Frame ofThePast() {
        return new Frame(text, publication, key, sequenced, true);
    }

    /** The message as it goes over the wire. */
    public String text() {
        return text;
    }

    /** The length of the message in UTF-8. */
    public int bytes() {
        return bytes;
    }

    /** The message in UTF-8. Callers must not change the array. */
    public byte[] utf8() {
        byte[] encoded = utf8;
        if (encoded == null) {
            encoded = text.getBytes(StandardCharsets.UTF_8);
            utf8 = encoded;
        }
        return encoded;
    }

    /** The UTF-8 of messages, one after another. */
    public static byte[] join(List<Frame> messages) {
        if (messages.size() == 1) {
            return messages.get(0).utf8();
        }
        ByteBuffer joined = ByteBuffer.allocate(
                messages.stream().mapToInt(message -> message.utf8().length).sum());
        messages.forEach(message -> joined.put(message.utf8()));
        return joined.array();
    }

    /** What it carries; null for a reply or a notice to one peer alone. */
    public Publication publication() {
        return publication;
    }

    /** What peers can filter by, such as a site; null for none. */
    public String key() {
        return key;
    }

    /** Whether it carries its sequence number: then no policy may conflate or drop it, since the peer expects each. */
    public boolean sequenced() {
        return sequenced;
    }

    /** Whether its publication is from before the peer resumed: then its age says nothing about the delivery. */
    public boolean isOfThePast() {
        return past;
    }
}
