package org.heliograph.gateway.ws;

import jakarta.json.JsonObject;
import org.heliograph.gateway.BadFrameException;

/** What is said in one dialect on one socket; called by one thread at a time. */
public interface DialectSession {
    /** Serves a frame of this dialect. @throws BadFrameException with what the client is told in the dialect's error frame */
    void receive(JsonObject frame) throws BadFrameException;
}
