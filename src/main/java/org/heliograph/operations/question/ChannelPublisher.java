package org.heliograph.operations.question;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.broker.Broker;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.hub.Hub;
import org.heliograph.hub.TransientPublisher;
import org.heliograph.json.JsonText;

/**
 * Publishes what the product itself says on a shared channel to the sockets of every node: by Redis where there is one, which programs hear
 * as well, and otherwise by a question to the nodes. At most once, as everything on such channels.
 */
@ApplicationScoped
public class ChannelPublisher implements NodeQuestion {
    private static final Logger LOG = Logger.getLogger(ChannelPublisher.class.getName());
    private static final String NAME = "channel-event";
    private static final String EVENT = "event";

    private TransientPublisher publisher;
    private LogNotifier notifier;
    private Broker broker;
    private QuestionService questions;
    private Hub hub;
    private Clock clock;

    /** For the container's proxy. */
    protected ChannelPublisher() {}

    @Inject
    ChannelPublisher(
            TransientPublisher publisher,
            LogNotifier notifier,
            Broker broker,
            QuestionService questions,
            Hub hub,
            Clock clock) {
        this.publisher = publisher;
        this.notifier = notifier;
        this.broker = broker;
        this.questions = questions;
        this.hub = hub;
        this.clock = clock;
    }

    /**
     * Outside of a transaction. Throws nothing: what the event reports is committed, and a caller who was refused would do it again.
     *
     * @param channel such as {@code announcements}
     * @param data    of the event
     */
    public void publish(String channel, JsonObject data) {
        try {
            send(channel, data);
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    failed,
                    () -> "an event of the channel " + channel + " may not have reached every node");
        }
    }

    private void send(String channel, JsonObject data) {
        Instant now = Timestamps.now(clock);
        if (notifier.hasBroker() && broker.connected()) {
            publisher.publish(publication(channel, data.toString(), now), null);
            return;
        }
        Answers answers = questions.askAll(
                NAME,
                JsonText.object()
                        .add("channel", channel)
                        .add("data", data)
                        .add("at", Timestamps.format(now))
                        .build());
        if (!answers.missing().isEmpty()) {
            LOG.log(Level.WARNING, "an event of the channel {0} may not have reached these nodes: {1}", new Object[] {
                channel, String.join(", ", answers.missing())
            });
        }
    }

    private static Publication publication(String channel, String data, Instant at) {
        return new Publication(Topic.ofChannel(channel), Publication.UNLOGGED, EVENT, data, at);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject answer(JsonObject parameters) {
        Publication event = publication(
                parameters.getString("channel"),
                parameters.getJsonObject("data").toString(),
                Instant.parse(parameters.getString("at")));
        hub.fanOut(event.topic(), List.of(event), null);
        return JsonText.object().build();
    }
}
