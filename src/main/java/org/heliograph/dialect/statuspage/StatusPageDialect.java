package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.ws.DialectSession;
import org.heliograph.gateway.ws.SharedDialect;
import org.heliograph.hub.Connection;
import org.heliograph.uptime.page.PageTopics;

/** The dialect of {@code /ws} whose frames have an {@code action}; needs no account. */
@ApplicationScoped
public class StatusPageDialect implements SharedDialect {
    @Inject
    private StatusPageService service;

    @Inject
    private PageSubscriptions readers;

    @Override
    public String key() {
        return "action";
    }

    @Override
    public boolean takesCredentials() {
        return false;
    }

    @Override
    public void greet(Connection opened, JsonObjectBuilder greeting) {
        StatusPageEncoder.greet(greeting);
    }

    @Override
    public String error(String message, Instant now) {
        return StatusPageEncoder.error(message, now);
    }

    @Override
    public boolean tells(Topic topic) {
        return PageTopics.isEvents(topic);
    }

    @Override
    public String encode(Publication publication) {
        return StatusPageEncoder.event(publication);
    }

    @Override
    public DialectSession begin(Connection opened) {
        PageSubscription reader = readers.begin(opened);
        return frame -> service.serve(reader, frame);
    }
}
