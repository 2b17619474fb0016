package org.heliograph.gateway.ws;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.heliograph.hub.Connection;
import org.heliograph.rest.ApiException;

/** Greets with its key, echoes the value of its key, and tells what is on the space of its key. */
record FakeSharedDialect(String key, boolean takesCredentials) implements SharedDialect {
    @Override
    public void greet(Connection opened, JsonObjectBuilder greeting) {
        greeting.add(key, "connected");
    }

    @Override
    public String error(String message, Instant now) {
        return key + " error: " + message;
    }

    @Override
    public boolean tells(Topic topic) {
        return topic.namespace().equals(key);
    }

    @Override
    public String encode(Publication publication) {
        return key + " tells " + publication.event();
    }

    @Override
    public DialectSession begin(Connection opened) {
        return frame -> {
            if (frame.size() > 1) {
                throw new BadFrameException("too much");
            }
            if (FrameParser.string(frame, key).equals("busy")) {
                throw new ApiException(429, "RATE_LIMITED", "later");
            }
            opened.send(key + " heard " + FrameParser.string(frame, key));
        };
    }
}
