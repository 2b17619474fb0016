package org.heliograph.dialect.channels;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.json.JsonText;

/** Server frames as text; the order of their fields is that of docs/channels.md. */
final class ChannelsEncoder {
    /** Kept, since {@link Json}'s own methods search the class path for a provider at each call. */
    private ChannelsEncoder() {}

    /** Who the peer is and what it may hear: the greeting without its timestamp. @param caller null for nobody in particular */
    static void greet(JsonObjectBuilder greeting, String connectionId, Caller caller) {
        greeting.add("type", "connected").add("connectionId", connectionId).add("user", user(caller));
        greeting.add("authorizedChannels", JsonText.array(Channel.authorized(caller)));
    }

    private static JsonValue user(Caller caller) {
        if (caller == null) {
            return JsonValue.NULL;
        }
        return JsonText.object()
                .add("userId", caller.userId())
                .add("email", JsonText.value(caller.email()))
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

    static String stats(ConnectionStats stats, Instant now) {
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
        return JsonText.quote(text);
    }
}
