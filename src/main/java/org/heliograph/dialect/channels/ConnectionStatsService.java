package org.heliograph.dialect.channels;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.TreeMap;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;

/** Counts the open sockets of this node and what they listen to. */
@ApplicationScoped
public class ConnectionStatsService {
    @Inject
    private SessionRegistry registry;

    @Inject
    private Hub hub;

    /** Of all sockets on the same path as this one. */
    ConnectionStats ofSocketsLike(Connection one) {
        int all = 0;
        int authenticated = 0;
        for (Connection other : registry.all()) {
            if (other.dialect().name().equals(one.dialect().name())) {
                all++;
                authenticated += other.caller() == null ? 0 : 1;
            }
        }
        TreeMap<String, Integer> byChannel = new TreeMap<>();
        hub.subscriberCounts().forEach((topic, listeners) -> {
            if (Channel.isChannel(topic)) {
                byChannel.put(Channel.nameOf(topic), listeners);
            }
        });
        return new ConnectionStats(all, authenticated, byChannel);
    }
}
