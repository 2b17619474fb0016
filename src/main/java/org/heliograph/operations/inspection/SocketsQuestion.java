package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.Connection;
import org.heliograph.hub.ConnectionFigures;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.identity.Caller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.NodeQuestion;

/** The open sockets and streams of a node, by their ids. */
@ApplicationScoped
public class SocketsQuestion implements NodeQuestion {
    public static final String NAME = "sockets";

    /** The array in the answer. */
    public static final String ROWS = "sockets";

    private SessionRegistry sessions;
    private Clock clock;

    /** For the container's proxy. */
    protected SocketsQuestion() {}

    @Inject
    SocketsQuestion(SessionRegistry sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @param after the id after which rows begin; empty for the beginning */
    public static JsonObject parameters(SocketFilter filter, String after, int limit) {
        return filter.parameters().add("after", after).add("limit", limit).build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject answer(JsonObject parameters) {
        SocketFilter filter = SocketFilter.of(parameters);
        String after = parameters.getString("after");
        Instant now = clock.instant();
        JsonArrayBuilder rows = JsonText.array();
        sessions.all().stream()
                .filter(connection -> connection.id().compareTo(after) > 0 && filter.matches(connection))
                .sorted(Comparator.comparing(Connection::id))
                .limit(parameters.getInt("limit"))
                .forEach(connection -> rows.add(row(connection, now)));
        return JsonText.object().add(ROWS, rows).build();
    }

    private static JsonObject row(Connection connection, Instant now) {
        Caller caller = connection.caller();
        String id = caller == null ? null : caller.userId();
        ConnectionFigures figures = connection.figures();
        return JsonText.object()
                .add("id", connection.id())
                .add("dialect", connection.dialect().name())
                .add("organization", JsonText.value(connection.organizationId()))
                .add("user", JsonText.value(caller == null || caller.email() == null ? id : caller.email()))
                .add("user_id", JsonText.value(id))
                .add("address", connection.address())
                .add("connected_at", Timestamps.format(now.minusMillis(figures.ageMillis())))
                .add("last_seen_at", Timestamps.format(now.minusMillis(figures.idleMillis())))
                .add("subscriptions", connection.topics().size())
                .add("queued_bytes", figures.outbox().queuedBytes())
                .add("conflated", figures.outbox().conflated())
                .add("dropped", figures.outbox().dropped())
                .add("slow", figures.outbox().isSlow())
                .build();
    }
}
