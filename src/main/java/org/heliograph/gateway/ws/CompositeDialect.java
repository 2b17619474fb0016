package org.heliograph.gateway.ws;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.ConfiguredDialect;
import org.heliograph.gateway.FrameParser;
import org.heliograph.hub.Connection;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * All dialects of {@code /ws} as one dialect of the hub: a client's frame goes to the dialect whose key it has, a publication to
 * the dialect that owns its topic.
 */
@ApplicationScoped
public class CompositeDialect extends ConfiguredDialect {
    private List<SharedDialect> dialects;
    private Clock clock;

    /** For the container's proxy. */
    protected CompositeDialect() {}

    @Inject
    public CompositeDialect(@Any Instance<SharedDialect> found, Configuration configuration, Clock clock) {
        this(found.stream().toList(), configuration, clock);
    }

    CompositeDialect(List<SharedDialect> found, Configuration configuration, Clock clock) {
        super(
                "ws",
                configuration,
                SocketSettings.OUTBOX_FRAMES,
                SocketSettings.SOCKET_SILENCE,
                SocketSettings.SOCKET_CHECK,
                true);
        // the order of the common greeting
        this.dialects =
                found.stream().sorted(Comparator.comparing(SharedDialect::key)).toList();
        this.clock = clock;
    }

    /** The dialects of a connection: one if it has a token, otherwise all. */
    private List<SharedDialect> dialects(Connection connection) {
        return connection.caller() == null
                ? dialects
                : dialects.stream().filter(SharedDialect::acceptsToken).toList();
    }

    String greeting(Connection opened) {
        JsonObjectBuilder greeting = JsonText.object();
        dialects(opened).forEach(dialect -> dialect.addGreeting(opened, greeting));
        return greeting.add("timestamp", Timestamps.format(clock.instant()))
                .build()
                .toString();
    }

    /** Passes a client's frame to its dialect; what is refused is answered with an error frame. */
    void receive(Connection connection, String message) {
        JsonObject frame;
        SharedDialect dialect;
        try {
            frame = FrameParser.parse(message);
            dialect = dialectOf(frame, dialects(connection));
        } catch (BadFrameException unclaimed) {
            connection.send(error(connection, unclaimed.getMessage()));
            return;
        }
        try {
            dialect.receive(connection, frame);
        } catch (BadFrameException | ApiException refused) {
            // ApiException: what REST answers with a status, such as too many requests
            connection.send(dialect.error(refused.getMessage(), clock.instant()));
        }
    }

    private static SharedDialect dialectOf(JsonObject frame, List<SharedDialect> candidates) throws BadFrameException {
        List<SharedDialect> claiming = candidates.stream()
                .filter(dialect -> frame.containsKey(dialect.key()))
                .toList();
        if (claiming.size() == 1) {
            return claiming.get(0);
        }
        String keys =
                candidates.stream().map(dialect -> "\"" + dialect.key() + "\"").collect(Collectors.joining(" or "));
        throw new BadFrameException(claiming.isEmpty() ? keys + " is missing" : "A frame has " + keys + ", not both");
    }

    /** The error frame for a frame of no dialect: if the connection may use several, each of them can read it. */
    private String error(Connection connection, String message) {
        Instant now = clock.instant();
        List<SharedDialect> candidates = dialects(connection);
        if (candidates.size() == 1) {
            return candidates.get(0).error(message, now);
        }
        JsonObjectBuilder error = JsonText.object();
        candidates.forEach(dialect -> error.add(dialect.key(), "error"));
        return error.add("message", message)
                .add("timestamp", Timestamps.format(now))
                .build()
                .toString();
    }

    @Override
    public String encode(Publication publication) {
        return dialects.stream()
                .filter(dialect -> dialect.ownsTopic(publication.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dialect owns the topic " + publication.topic()))
                .encode(publication);
    }

    @Override
    public FrameQueue newQueue() {
        return new RejectingQueue(queueCapacity());
    }
}
