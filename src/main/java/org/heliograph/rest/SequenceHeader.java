package org.heliograph.rest;

import jakarta.ws.rs.core.Response;

/** Answers of what is now, with the position from which a socket goes on (docs/protocols.md: Resuming). */
public final class SequenceHeader {
    /** The last position of the topic that was committed before the rows were read: what comes after it may or may not be among them. */
    public static final String HEADER = "X-Heliograph-Seq";

    private SequenceHeader() {}

    /** @param seq read before the rest was */
    public static Response of(Object entity, long seq) {
        return Response.ok(entity).header(HEADER, seq).build();
    }
}
