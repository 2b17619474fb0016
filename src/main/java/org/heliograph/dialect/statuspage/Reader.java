package org.heliograph.dialect.statuspage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;

/** One socket's subscriptions, by the slugs that it named; used by one thread at a time. */
final class Reader {
    private final Connection connection;
    private final Map<String, Topic> topics = new LinkedHashMap<>();

    Reader(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    void add(String slug, Topic topic) {
        topics.put(slug, topic);
    }

    /** The topic that it heard under this slug; none when it heard none. */
    List<Topic> remove(String slug) {
        Topic topic = topics.remove(slug);
        return topic == null || topics.containsValue(topic) ? List.of() : List.of(topic);
    }

    /** The slugs of the pages that it hears; others may have been taken from it. */
    List<String> slugs() {
        topics.values().retainAll(connection.topics());
        return List.copyOf(topics.keySet());
    }
}
