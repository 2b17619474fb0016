package org.heliograph.gateway.ws;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;

/**
 * A dialect that shares {@code /ws} with others; found as a CDI bean. Its topics are its own, so that no event of one
 * dialect reaches a subscription of another (docs/adr/0009).
 */
public interface SharedDialect {
    /** The field by which its frames are known, such as {@code type}. */
    String key();

    /** Whether a socket that brought a credential speaks this dialect and no other; one dialect says so. */
    boolean takesCredentials();

    /** Adds its fields, but not the timestamp, to the greeting of a socket. */
    void greet(Connection opened, JsonObjectBuilder greeting);

    /** The frame that tells a client what was wrong with a frame. */
    String error(String message, Instant now);

    /** Whether what is published on this topic is told in this dialect. */
    boolean tells(Topic topic);

    /** The frame that tells a publication; called once for each publication, not for each socket. */
    String encode(Publication publication);

    /** Begins to speak with a socket that has just opened. */
    DialectSession begin(Connection opened);
}
