package org.heliograph.dialect.channels;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.ResumePoint.Gap;
import org.heliograph.identity.Caller;
import org.heliograph.json.JsonText;

/** Server frames as text; the order of their fields is that of docs/channels.md. */
final class ChannelsEncoder {
    private static final String USER = "user";
    private static final List<String> HIGHEST_ROLE_FIRST =
            List.of(Caller.ADMIN, Caller.OPERATOR, PublishResource.SERVICE_ROLE, USER);

    private ChannelsEncoder() {}

    /** Adds the user and the authorized channels; the timestamp is added by the caller. @param caller null without a token */
    static void addGreeting(JsonObjectBuilder greeting, String connectionId, Caller caller) {
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
                .add("role", platformRole(caller))
                .build();
    }

    /** The highest known role of a token, which may have several; otherwise its first in alphabetical order. */
    static String platformRole(Caller caller) {
        Set<String> roles = new TreeSet<>(caller.roles());
        return HIGHEST_ROLE_FIRST.stream()
                .filter(roles::contains)
                .findFirst()
                .orElseGet(() -> roles.isEmpty() ? USER : roles.iterator().next());
    }

    /** @param end of the channel's log, for a client that resumes; null for one that does not */
    static String subscribed(String channel, LogPosition end, Instant now) {
        String frame = "{\"type\":\"subscribed\",\"channel\":" + JsonText.quote(channel) + timestamp(now);
        return end == null ? frame : withPosition(frame, ",\"seq\":" + end.seq(), end);
    }

    /** The first and the last sequence number that a resuming client cannot get, and the epoch of the log. */
    static String gap(String channel, Gap gap, Instant now) {
        String frame = "{\"type\":\"gap\",\"channel\":" + JsonText.quote(channel) + ",\"from\":" + gap.from()
                + ",\"to\":" + gap.to() + timestamp(now);
        return withPosition(frame, "", gap.continues());
    }

    /** Appends fields, the epoch last. */
    private static String withPosition(String frame, String fields, LogPosition position) {
        return frame.substring(0, frame.length() - 1) + fields + ",\"epoch\":" + JsonText.quote(position.epoch()) + "}";
    }

    static String unsubscribed(String channel, Instant now) {
        return "{\"type\":\"unsubscribed\",\"channel\":" + JsonText.quote(channel) + timestamp(now);
    }

    static String pong(Instant now) {
        return "{\"type\":\"pong\"" + timestamp(now);
    }

    static String error(String message, Instant now) {
        return "{\"type\":\"error\",\"message\":" + JsonText.quote(message) + timestamp(now);
    }

    static String channels(Collection<String> names, Instant now) {
        return "{\"type\":\"channels\",\"channels\":"
                + names.stream().map(JsonText::quote).collect(Collectors.joining(",", "[", "]"))
                + timestamp(now);
    }

    static String stats(ConnectionStats stats, Instant now) {
        return "{\"type\":\"stats\",\"data\":{\"totalConnections\":" + stats.connections()
                + ",\"authenticatedConnections\":" + stats.authenticated()
                + ",\"anonymousConnections\":" + (stats.connections() - stats.authenticated())
                + ",\"totalSubscriptions\":" + stats.subscriptions()
                + ",\"connectionsByChannel\":"
                + stats.byChannel().entrySet().stream()
                        .map(entry -> JsonText.quote(entry.getKey()) + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"))
                + "}" + timestamp(now);
    }

    /** The payload is sent verbatim, also that of other programs. */
    static String event(Publication publication) {
        return "{\"type\":\"event\",\"channel\":" + JsonText.quote(Channel.nameOf(publication.topic())) + ",\"data\":"
                + publication.payload() + trace(publication) + timestamp(publication.timestamp());
    }

    /** Stock clients know no such field; only an event of a request in a trace has it. */
    private static String trace(Publication publication) {
        return publication.traceparent() == null ? "" : ",\"traceparent\":\"" + publication.traceparent() + "\"";
    }

    /** The last field and the end of a frame. */
    private static String timestamp(Instant instant) {
        return ",\"timestamp\":\"" + Timestamps.format(instant) + "\"}";
    }
}
