package org.heliograph.dialect.statuspage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Topic;

/**
 * The subscriptions of one connection, by the slug that the client used. A page may be renamed, and another page may get its old
 * slug: frames about a subscription name the slug that the client used.
 */
final class PageSubscriptions {
    private static final int MAX_WRONG_PASSWORDS = 10;

    private final Set<Topic> active;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private int wrongPasswords;

    /** @param active the topics to which the connection is subscribed in the hub; a live view */
    PageSubscriptions(Set<Topic> active) {
        this.active = active;
    }

    /** Adds or replaces the subscription of a slug. @return the topics to which the connection is no longer subscribed */
    synchronized List<Topic> add(String slug, Topic topic) {
        removeInactive();
        return unused(topics.put(slug, topic));
    }

    /** Removes the subscription of a slug. @return the topics to which the connection is no longer subscribed */
    synchronized List<Topic> remove(String slug) {
        removeInactive();
        return unused(topics.remove(slug));
    }

    /** Removes all subscriptions to a topic. @return their slugs */
    synchronized List<String> removeTopic(Topic topic) {
        List<String> slugs = topics.entrySet().stream()
                .filter(entry -> entry.getValue().equals(topic))
                .map(Map.Entry::getKey)
                .toList();
        slugs.forEach(topics::remove);
        return slugs;
    }

    /** The slugs of all subscriptions, in the order in which they were made. */
    synchronized List<String> slugs() {
        removeInactive();
        return List.copyOf(topics.keySet());
    }

    /** Whether the client may try another password: not after ten wrong ones in a row. */
    synchronized boolean mayTryPassword() {
        return wrongPasswords < MAX_WRONG_PASSWORDS;
    }

    synchronized void recordPassword(boolean correct) {
        wrongPasswords = correct ? 0 : wrongPasswords + 1;
    }

    private List<Topic> unused(Topic topic) {
        return topic == null || topics.containsValue(topic) ? List.of() : List.of(topic);
    }

    /** Removes what the server unsubscribed. */
    private void removeInactive() {
        topics.values().retainAll(active);
    }
}
