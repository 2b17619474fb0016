package org.heliograph.gateway.ws;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.heliograph.hub.Connection;
import org.heliograph.rest.ApiException;

/** Greets with its key, echoes the value of its key, and owns the topics whose space is its key. */
record FakeSharedDialect(String key, boolean acceptsToken) implements SharedDialect {
    @Override
    public void addGreeting(Connection opened, JsonObjectBuilder greeting) {
        greeting.add(key, "connected");
    }

    @Override
    public String error(String message, Instant now) {
        return key + " error: " + message;
    }

    @Override
    public boolean ownsTopic(Topic topic) {
        return topic.namespace().equals(key);
    }

    @Override
    public String encode(Publication publication) {
        return key + " event " + publication.event();
    }

    @Override
    public void receive(Connection from, JsonObject frame) throws BadFrameException {
        if (frame.size() > 1) {
            throw new BadFrameException("too much");
        }
        if (FrameParser.string(frame, key).equals("busy")) {
            throw new ApiException(429, "RATE_LIMITED", "later");
        }
        from.send(key + " echo " + FrameParser.string(frame, key));
    }
}
