package org.heliograph.dialect.statuspage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;

/**
 * One socket's subscriptions, by the slugs that it named. A page may get another slug, and its old one may become another page's:
 * what the socket is told of a subscription names the slug that it used.
 */
final class PageSubscription {
    private static final int MOST_WRONG_PROOFS = 10;

    private final Connection connection;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private int wrongProofs;

    PageSubscription(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** It hears a topic under this slug from now on. @return the topics that it is to hear no more */
    synchronized List<Topic> add(String slug, Topic topic) {
        forgetWhatWasTaken();
        return unnamed(topics.put(slug, topic));
    }

    /** It wants nothing more under this slug. @return the topics that it is to hear no more */
    synchronized List<Topic> remove(String slug) {
        forgetWhatWasTaken();
        return unnamed(topics.remove(slug));
    }

    /** A topic is taken from it. @return the slugs that it named it by */
    synchronized List<String> take(Topic topic) {
        List<String> slugs = topics.entrySet().stream()
                .filter(entry -> entry.getValue().equals(topic))
                .map(Map.Entry::getKey)
                .toList();
        slugs.forEach(topics::remove);
        return slugs;
    }

    /** The slugs of the pages that it hears. */
    synchronized List<String> slugs() {
        forgetWhatWasTaken();
        return List.copyOf(topics.keySet());
    }

    /** Whether it may try another password. */
    boolean mayTry() {
        return wrongProofs < MOST_WRONG_PROOFS;
    }

    void tried(boolean right) {
        wrongProofs = right ? 0 : wrongProofs + 1;
    }

    private List<Topic> unnamed(Topic topic) {
        return topic == null || topics.containsValue(topic) ? List.of() : List.of(topic);
    }

    private void forgetWhatWasTaken() {
        topics.values().retainAll(connection.topics());
    }
}
