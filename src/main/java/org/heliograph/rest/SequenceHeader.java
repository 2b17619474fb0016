package org.heliograph.rest;

import jakarta.ws.rs.core.Response;
import org.heliograph.event.LogPosition;

/** The headers of a snapshot's response with the position from which a socket resumes (docs/protocols.md: Resuming). */
public final class SequenceHeader {
    /** The last position of the topic that was committed before the rows were read: what comes after it may or may not be among them. */
    public static final String HEADER = "X-Heliograph-Seq";

    /** The epoch of the log in which the position was given. */
    public static final String EPOCH_HEADER = "X-Heliograph-Epoch";

    private SequenceHeader() {}

    /** @param position read before the rest was */
    public static Response of(Object entity, LogPosition position) {
        return add(Response.ok(entity), position).build();
    }

    /** Adds the headers. @param position read before the rest was */
    public static Response.ResponseBuilder add(Response.ResponseBuilder response, LogPosition position) {
        return response.header(HEADER, position.seq()).header(EPOCH_HEADER, position.epoch());
    }
}
