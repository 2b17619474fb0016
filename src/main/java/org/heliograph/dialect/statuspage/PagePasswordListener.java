package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.page.PageTopics;

/** Takes a page, on every node, from all who hear it when it gets another password or goes: who knows the new one subscribes again. */
@ApplicationScoped
public class PagePasswordListener implements TopicListener {
    @Inject
    private SessionRegistry registry;

    @Inject
    private PageSubscriptions readers;

    @Inject
    private Hub hub;

    @Inject
    private Clock clock;

    @Override
    public Topic topic() {
        return PageTopics.ACCESS_REVOKED;
    }

    @Override
    public void accept(Publication publication) {
        JsonObject page = JsonText.parse(publication.payload());
        Topic topic = PageTopics.events(page.getString("id"));
        for (Connection connection : registry.all()) {
            if (connection.topics().contains(topic)) {
                hub.unsubscribe(connection, List.of(topic));
                readers.find(connection).map(reader -> reader.take(topic)).stream()
                        .flatMap(List::stream)
                        .forEach(slug -> connection.send(StatusPageEncoder.unsubscribed(slug, clock.instant())));
            }
        }
    }
}
