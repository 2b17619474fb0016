package org.heliograph.rest;

import jakarta.ws.rs.core.Response;

/** The header of a snapshot's response with the sequence number from which a socket resumes (docs/protocols.md: Resuming). */
public final class SequenceHeader {
    /** The last position of the topic that was committed before the rows were read: what comes after it may or may not be among them. */
    public static final String HEADER = "X-Heliograph-Seq";

    private SequenceHeader() {}

    /** @param seq read before the rest was */
    public static Response of(Object entity, long seq) {
        return Response.ok(entity).header(HEADER, seq).build();
    }
}
