package org.heliograph.dialect.channels;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;

/** Server frames as text; the order of their fields is the seed's. */
final class ChannelsEncoder {
    /** Kept, since {@link Json}'s own methods search the class path for a provider at each call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private ChannelsEncoder() {}

    /** Who the peer is and what it may hear: the greeting without its timestamp. @param caller null for nobody in particular */
    static void greet(JsonObjectBuilder greeting, String connectionId, Caller caller) {
        greeting.add("type", "connected").add("connectionId", connectionId).add("user", user(caller));
        greeting.add("authorizedChannels", JSON.createArrayBuilder(Channel.authorized(caller)));
    }

    private static JsonValue user(Caller caller) {
        if (caller == null) {
            return JsonValue.NULL;
        }
        return JSON.createObjectBuilder()
                .add("userId", caller.userId())
                .add("email", caller.email() == null ? JsonValue.NULL : JSON.createValue(caller.email()))
                .add("role", PlatformRole.of(caller))
                .build();
    }

    static String subscribed(String channel, Instant now) {
        return "{\"type\":\"subscribed\",\"channel\":" + quote(channel) + timestamp(now);
    }

    static String unsubscribed(String channel, Instant now) {
        return "{\"type\":\"unsubscribed\",\"channel\":" + quote(channel) + timestamp(now);
    }

    static String pong(Instant now) {
        return "{\"type\":\"pong\"" + timestamp(now);
    }

    static String error(String message, Instant now) {
        return "{\"type\":\"error\",\"message\":" + quote(message) + timestamp(now);
    }

    static String channels(Collection<String> names, Instant now) {
        return "{\"type\":\"channels\",\"channels\":" + list(names) + timestamp(now);
    }

    static String stats(Stats stats, Instant now) {
        return "{\"type\":\"stats\",\"data\":{\"totalConnections\":" + stats.connections()
                + ",\"authenticatedConnections\":" + stats.authenticated()
                + ",\"anonymousConnections\":" + (stats.connections() - stats.authenticated())
                + ",\"totalSubscriptions\":" + stats.subscriptions()
                + ",\"connectionsByChannel\":"
                + stats.byChannel().entrySet().stream()
                        .map(entry -> quote(entry.getKey()) + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"))
                + "}" + timestamp(now);
    }

    /** The data goes out verbatim, whatever program wrote it. */
    static String event(Publication publication) {
        return "{\"type\":\"event\",\"channel\":" + quote(Channel.nameOf(publication.topic())) + ",\"data\":"
                + publication.payload() + timestamp(publication.timestamp());
    }

    private static String list(Collection<String> names) {
        return names.stream().map(ChannelsEncoder::quote).collect(Collectors.joining(",", "[", "]"));
    }

    private static String timestamp(Instant instant) {
        return ",\"timestamp\":\"" + Timestamps.format(instant) + "\"}";
    }

    private static String quote(String text) {
        return JSON.createValue(text).toString();
    }
}
