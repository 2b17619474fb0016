package org.heliograph.dialect.channels;

import java.util.SortedMap;
import java.util.TreeMap;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;

/**
 * JsonNumbers of connections and subscriptions on this node.
 *
 * @param connections   open connections
 * @param authenticated how many of them have a token
 * @param byChannel     subscribed connections by channel name; only channels that have any
 */
record ConnectionStats(int connections, int authenticated, SortedMap<String, Integer> byChannel) {
    /** Counts the connections of one dialect of the hub, and the subscriptions to channels. */
    static ConnectionStats collect(SessionRegistry registry, Hub hub, String dialect) {
        int connections = 0;
        int authenticated = 0;
        for (Connection connection : registry.all()) {
            if (connection.dialect().name().equals(dialect)) {
                connections++;
                authenticated += connection.caller() == null ? 0 : 1;
            }
        }
        SortedMap<String, Integer> byChannel = new TreeMap<>();
        hub.subscriberCounts().forEach((topic, subscribers) -> {
            if (Channel.isChannel(topic)) {
                // a channel may have two topics, and a subscriber of the second one has the first
                byChannel.merge(Channel.nameOf(topic), subscribers, Math::max);
            }
        });
        return new ConnectionStats(connections, authenticated, byChannel);
    }

    int subscriptions() {
        return byChannel.values().stream().mapToInt(Integer::intValue).sum();
    }
}
