package org.heliograph.gateway.ws;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.hub.Connection;

/**
 * A dialect that shares {@code /ws} with others; a CDI bean. No two dialects own the same topic, so that events of one never
 * reach subscriptions of another (docs/adr/0009).
 */
public interface SharedDialect {
    /** The field that marks its frames, such as {@code type}. */
    String key();

    /** Whether a connection with a token uses this dialect and no other; true for exactly one dialect. */
    boolean acceptsToken();

    /** Adds its fields, without the timestamp, to the greeting of a connection. */
    void addGreeting(Connection opened, JsonObjectBuilder greeting);

    /** An error frame. */
    String error(String message, Instant now);

    /** Whether publications on this topic are encoded by this dialect. */
    boolean ownsTopic(Topic topic);

    /** The frame of a publication; called once for each publication, not for each connection. */
    String encode(Publication publication);

    /**
     * Handles a frame of this dialect; called by one thread at a time for each connection.
     *
     * @throws BadFrameException with the message of the error frame
     */
    void receive(Connection from, JsonObject frame) throws BadFrameException;
}
