package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.hub.Hub;
import org.heliograph.json.JsonText;
import org.heliograph.metric.EventAge;
import org.heliograph.operations.question.NodeQuestion;

/** Delivers a test event to those sockets of a node that listen for it. */
@ApplicationScoped
public class TestEventQuestion implements NodeQuestion {
    public static final String NAME = "test-event";

    /** The channel of the event, for administrators of the installation. */
    public static final String CHANNEL = "system:test";

    private static final String EVENT = "event";

    private Hub hub;

    /** For the container's proxy. */
    protected TestEventQuestion() {}

    @Inject
    TestEventQuestion(Hub hub) {
        this.hub = hub;
    }

    /** @param data of the event @param at when it was published */
    public static JsonObject parameters(JsonObject data, Instant at) {
        return JsonText.object()
                .add("data", data)
                .add("at", Timestamps.format(at))
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@code listeners} on this node, and {@code millis} since the event was published, as exact as the clocks agree. */
    @Override
    public JsonObject answer(JsonObject parameters) {
        Topic topic = Topic.ofChannel(CHANNEL);
        Instant at = Instant.parse(parameters.getString("at"));
        int listeners = hub.subscriberCounts().getOrDefault(topic, 0);
        String data = parameters.getJsonObject("data").toString();
        hub.fanOut(topic, List.of(new Publication(topic, Publication.UNLOGGED, EVENT, data, at)), null);
        return JsonText.object()
                .add("listeners", listeners)
                .add("millis", Math.max(0, EventAge.millis(at)))
                .build();
    }
}
