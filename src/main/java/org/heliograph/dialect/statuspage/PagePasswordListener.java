package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.page.PageTopics;

/**
 * Ends all subscriptions to a page, on every node, when its password changes or it is deleted. Clients that have the new password
 * subscribe again.
 */
@ApplicationScoped
public class PagePasswordListener implements TopicListener {
    @Inject
    private SessionRegistry registry;

    @Inject
    private StatusPageDialect dialect;

    @Inject
    private StatusPageStreamDialect streams;

    @Override
    public Topic topic() {
        return PageTopics.ACCESS_REVOKED;
    }

    @Override
    public void accept(Publication publication) {
        Topic page = PageTopics.events(JsonText.parse(publication.payload()).getString("id"));
        for (Connection connection : registry.all()) {
            if (!connection.topics().contains(page)) {
                continue;
            }
            if (connection.dialect().name().equals(streams.name())) {
                streams.revoke(connection);
            } else {
                dialect.revoke(connection, page);
            }
        }
    }
}
