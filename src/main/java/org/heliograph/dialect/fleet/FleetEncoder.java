package org.heliograph.dialect.fleet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.json.JsonText;

/** Server frames as text; the order of their fields is part of the contract. */
final class FleetEncoder {
    private FleetEncoder() {}

    static String connected(String clientId) {
        return "{\"type\":\"connected\",\"clientId\":\"" + clientId + "\",\"availableChannels\":"
                + list(List.of(FleetChannel.values())) + "}";
    }

    static String subscribed(Collection<FleetChannel> channels) {
        return "{\"type\":\"subscribed\",\"channels\":" + list(channels) + "}";
    }

    /** @param positions of the channels in which the client resumes, by their topics; empty when it resumes in none */
    static String subscribed(Collection<FleetChannel> channels, Map<Topic, Long> positions) {
        if (positions.isEmpty()) {
            return subscribed(channels);
        }
        return "{\"type\":\"subscribed\",\"channels\":" + list(channels) + ",\"seq\":"
                + positions.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> quote(entry.getKey().channel()) + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"))
                + "}";
    }

    static String unsubscribed(Collection<FleetChannel> channels) {
        return "{\"type\":\"unsubscribed\",\"channels\":" + list(channels) + "}";
    }

    static String pong(Instant now) {
        return "{\"type\":\"pong\"" + timestamp(now);
    }

    static String error(String message, Instant now) {
        return "{\"type\":\"error\",\"message\":" + quote(message) + timestamp(now);
    }

    static String event(Publication publication) {
        return "{\"type\":\"event\",\"channel\":" + quote(publication.topic().channel()) + ",\"event\":"
                + quote(publication.event()) + ",\"payload\":" + publication.payload()
                + timestamp(publication.timestamp());
    }

    /** Tells a slow client that so many events are not told one by one. */
    static String merged(String channel, int count, Instant now) {
        return "{\"type\":\"merged\",\"channel\":" + quote(channel) + ",\"count\":" + count + timestamp(now);
    }

    /** Tells a client that resumes which positions it cannot be told. */
    static String gap(String channel, long from, long to, Instant now) {
        return "{\"type\":\"gap\",\"channel\":" + quote(channel) + ",\"from\":" + from + ",\"to\":" + to
                + timestamp(now);
    }

    private static String list(Collection<FleetChannel> channels) {
        return channels.stream()
                .map(channel -> "\"" + channel.text() + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String timestamp(Instant instant) {
        return ",\"timestamp\":\"" + Timestamps.format(instant) + "\"}";
    }

    private static String quote(String text) {
        return JsonText.quote(text);
    }
}
