package org.heliograph.hub;

import org.heliograph.event.Publication;
import org.heliograph.hub.outbox.FrameQueue;

/** How the hub's publications are spoken on one kind of socket: the port that a dialect's package implements. */
public interface Dialect {
    /** Short and stable, for metrics and logs. */
    String name();

    /** The frame that tells a publication; called once for each publication, not for each socket. */
    String encode(Publication publication);

    /**
     * The frame that tells a publication together with its position, for who resumes; called once for each publication.
     * Frames are JSON objects, unless a dialect overrides this, and the position is their last field.
     */
    default String encodeNumbered(Publication publication) {
        return withPosition(encode(publication), publication);
    }

    /** A frame that is a JSON object, with the position of what it tells as its last field. */
    static String withPosition(String frame, Publication publication) {
        return frame.substring(0, frame.length() - 1) + ",\"seq\":" + publication.seq() + "}";
    }

    /** What peers may choose by when they hear this publication (see {@link Connection#admit}); null for nothing. */
    default String key(Publication publication) {
        return null;
    }

    /** A new socket's queue, with what this dialect does when it fills. */
    FrameQueue backlog();

    /** When a socket of this dialect is dead. */
    Liveness liveness();
}
