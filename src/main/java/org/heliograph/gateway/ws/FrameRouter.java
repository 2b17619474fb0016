package org.heliograph.gateway.ws;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.heliograph.hub.Connection;
import org.heliograph.rest.ApiException;

/** One socket's conversations, one in each dialect that it may speak; a frame goes to the dialect of its own key. */
final class FrameRouter {
    private final CompositeDialect voice;
    private final Connection connection;
    private final List<SharedDialect> dialects;
    private final Map<SharedDialect, DialectSession> begun;

    FrameRouter(CompositeDialect voice, Connection connection) {
        this.voice = voice;
        this.connection = connection;
        this.dialects = voice.of(connection);
        this.begun =
                dialects.stream().collect(Collectors.toMap(Function.identity(), dialect -> dialect.begin(connection)));
    }

    void receive(String message) {
        JsonObject frame;
        SharedDialect dialect;
        try {
            frame = FrameParser.parse(message);
            dialect = dialectOf(frame);
        } catch (BadFrameException unclaimed) {
            connection.send(voice.error(connection, unclaimed.getMessage()));
            return;
        }
        try {
            begun.get(dialect).receive(frame);
        } catch (BadFrameException refused) {
            connection.send(dialect.error(refused.getMessage(), voice.now()));
        } catch (ApiException refused) {
            // what REST would answer with a status: too much at this moment, say
            connection.send(dialect.error(refused.getMessage(), voice.now()));
        }
    }

    private SharedDialect dialectOf(JsonObject frame) throws BadFrameException {
        List<SharedDialect> claiming = dialects.stream()
                .filter(dialect -> frame.containsKey(dialect.key()))
                .toList();
        if (claiming.size() == 1) {
            return claiming.get(0);
        }
        String keys =
                dialects.stream().map(dialect -> "\"" + dialect.key() + "\"").collect(Collectors.joining(" or "));
        throw new BadFrameException(claiming.isEmpty() ? keys + " is missing" : "A frame has " + keys + ", not both");
    }
}
