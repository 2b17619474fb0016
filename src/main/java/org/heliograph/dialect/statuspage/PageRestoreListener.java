package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.StatusPageRepository;

/**
 * Ends the subscriptions to pages that have a password in a restored database, or do not exist there: they may have been open to their
 * readers before. Clients that have the password subscribe again.
 */
@ApplicationScoped
public class PageRestoreListener implements RestoreListener {
    @Inject
    private SessionRegistry registry;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private StatusPageDialect dialect;

    @Inject
    private StatusPageStreamDialect streams;

    @Override
    public void restored() {
        Map<Topic, Boolean> open = new HashMap<>();
        for (Connection connection : registry.all()) {
            connection.topics().stream()
                    .filter(PageTopics::isEvents)
                    .filter(page -> !open.computeIfAbsent(page, this::isOpen))
                    .toList()
                    .forEach(page -> end(connection, page));
        }
    }

    private boolean isOpen(Topic page) {
        return pages.findById(PageTopics.pageId(page))
                .filter(found -> !found.protectedPage())
                .isPresent();
    }

    private void end(Connection connection, Topic page) {
        if (connection.dialect().name().equals(streams.name())) {
            connection.close(Disconnect.GOING_AWAY);
        } else {
            dialect.revoke(connection, page);
        }
    }
}
