package org.heliograph.hub;

import java.time.Duration;
import org.heliograph.event.Publication;
import org.heliograph.hub.outbox.FrameQueue;

/** The encoding and the policies of one kind of connection: the port that each dialect's package implements. */
public interface Dialect {
    /** Short and stable, for metrics and logs. */
    String name();

    /** Encodes a publication as a frame. Called once for each publication, not for each connection. */
    String encode(Publication publication);

    /**
     * Encodes a publication together with its sequence number, for connections that resume. Called once for each publication.
     * Frames are JSON objects, unless a dialect overrides this, and the sequence number is their last field.
     */
    default String encodeSequenced(Publication publication) {
        return withSequence(encode(publication), publication);
    }

    /** Whether a publication is encoded in another way, by the other method, for peers that know epochs. */
    default boolean namesEpochs() {
        return false;
    }

    /** As {@link #encodeSequenced(Publication)}, with the epoch of the log. */
    default String encodeSequenced(Publication publication, String epoch) {
        return encodeSequenced(publication);
    }

    /** Appends the publication's sequence number, as the last field, to a frame that is a JSON object. */
    static String withSequence(String frame, Publication publication) {
        return frame.substring(0, frame.length() - 1) + ",\"seq\":" + publication.seq() + "}";
    }

    /** The key of a publication that peers can filter by (see {@link Connection#filter}); null for none. */
    default String key(Publication publication) {
        return null;
    }

    /** Creates the outgoing queue of a new connection; its class is the policy for slow peers. */
    FrameQueue newQueue();

    /** When a connection of this dialect is dead. */
    Liveness liveness();

    /**
     * When a peer counts as dead (docs/protocols.md).
     *
     * @param pingEvery  time between two protocol PINGs
     * @param silence    a peer without activity for this long is closed
     * @param checkEvery time between two checks for silence
     * @param pongCounts whether a protocol PONG and every frame count as activity; otherwise the dialect decides
     */
    record Liveness(Duration pingEvery, Duration silence, Duration checkEvery, boolean pongCounts) {}
}
