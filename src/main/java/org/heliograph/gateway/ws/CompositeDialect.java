package org.heliograph.gateway.ws;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Liveness;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** All dialects of {@code /ws} as the one that the hub sees: each publication is told by the dialect whose topic it is on. */
@ApplicationScoped
public class CompositeDialect implements Dialect {

    private List<SharedDialect> dialects;
    private Clock clock;
    private int backlogFrames;
    private Liveness liveness;

    /** For the container's proxy. */
    protected CompositeDialect() {}

    @Inject
    public CompositeDialect(@Any Instance<SharedDialect> found, Configuration configuration, Clock clock) {
        this(found.stream().toList(), configuration, clock);
    }

    CompositeDialect(List<SharedDialect> found, Configuration configuration, Clock clock) {
        // the order of the common greeting
        this.dialects =
                found.stream().sorted(Comparator.comparing(SharedDialect::key)).toList();
        this.clock = clock;
        this.backlogFrames = configuration.get(SocketSettings.OUTBOX_FRAMES);
        this.liveness = new Liveness(
                configuration.get(SocketSettings.PING_INTERVAL),
                configuration.get(SocketSettings.SOCKET_SILENCE),
                configuration.get(SocketSettings.SOCKET_CHECK),
                true);
    }

    /** The dialects that a socket may speak: with a credential one, without all. */
    List<SharedDialect> of(Connection connection) {
        return connection.caller() == null
                ? dialects
                : dialects.stream().filter(SharedDialect::takesCredentials).toList();
    }

    String greeting(Connection opened) {
        JsonObjectBuilder greeting = JsonText.object();
        of(opened).forEach(dialect -> dialect.greet(opened, greeting));
        return greeting.add("timestamp", Timestamps.format(clock.instant()))
                .build()
                .toString();
    }

    /** What is said about a frame of no dialect: with one dialect in its words, with several in a frame that each understands. */
    String error(Connection connection, String message) {
        Instant now = clock.instant();
        List<SharedDialect> spoken = of(connection);
        if (spoken.size() == 1) {
            return spoken.get(0).error(message, now);
        }
        JsonObjectBuilder error = JsonText.object();
        spoken.forEach(dialect -> error.add(dialect.key(), "error"));
        return error.add("message", message)
                .add("timestamp", Timestamps.format(now))
                .build()
                .toString();
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public String name() {
        return "ws";
    }

    @Override
    public String encode(Publication publication) {
        return dialects.stream()
                .filter(dialect -> dialect.tells(publication.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dialect tells " + publication.topic()))
                .encode(publication);
    }

    @Override
    public FrameQueue newQueue() {
        return new RejectingQueue(backlogFrames);
    }

    @Override
    public Liveness liveness() {
        return liveness;
    }
}
