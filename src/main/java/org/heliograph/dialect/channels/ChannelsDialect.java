package org.heliograph.dialect.channels;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.ws.DialectSession;
import org.heliograph.gateway.ws.SharedDialect;
import org.heliograph.hub.Connection;

/** The dialect of {@code /ws} whose frames have a {@code type}, and the one of every socket that brought a token. */
@ApplicationScoped
public class ChannelsDialect implements SharedDialect {
    @Inject
    private ChannelsService service;

    @Override
    public String key() {
        return "type";
    }

    @Override
    public boolean takesCredentials() {
        return true;
    }

    @Override
    public void greet(Connection opened, JsonObjectBuilder greeting) {
        ChannelsEncoder.greet(greeting, opened.id(), opened.caller());
    }

    @Override
    public String error(String message, Instant now) {
        return ChannelsEncoder.error(message, now);
    }

    @Override
    public boolean tells(Topic topic) {
        return Channel.isChannel(topic);
    }

    @Override
    public String encode(Publication publication) {
        return ChannelsEncoder.event(publication);
    }

    @Override
    public DialectSession begin(Connection opened) {
        return frame -> service.serve(opened, frame);
    }
}
