package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.event.Topic;
import org.heliograph.hub.Hub;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.NodeQuestion;

/** The topics with subscriptions on a node, and how many. */
@ApplicationScoped
public class TopicsQuestion implements NodeQuestion {
    public static final String NAME = "topics";

    /** The object in the answer: numbers of subscriptions by the names of topics. */
    public static final String COUNTS = "topics";

    private Hub hub;

    /** For the container's proxy. */
    protected TopicsQuestion() {}

    @Inject
    TopicsQuestion(Hub hub) {
        this.hub = hub;
    }

    /** @param search a part of the names, in any case; empty for all @param after the name after which they begin */
    public static JsonObject parameters(String search, String after, int limit) {
        return JsonText.object()
                .add("search", search)
                .add("after", after)
                .add("limit", limit)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject answer(JsonObject parameters) {
        String search = parameters.getString("search").toLowerCase(Locale.ROOT);
        String after = parameters.getString("after");
        Map<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<Topic, Integer> topic : hub.subscriberCounts().entrySet()) {
            String name = topic.getKey().name();
            if (name.compareTo(after) > 0 && name.toLowerCase(Locale.ROOT).contains(search)) {
                counts.put(name, topic.getValue());
            }
        }
        JsonObjectBuilder first = JsonText.object();
        counts.entrySet().stream()
                .limit(parameters.getInt("limit"))
                .forEach(topic -> first.add(topic.getKey(), topic.getValue()));
        return JsonText.object().add(COUNTS, first).build();
    }
}
