package org.heliograph.dialect.fleet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.hub.ResumePoint.Gap;
import org.heliograph.json.JsonText;

/** Server frames as text; the order of their fields is that of docs/protocols.md. */
final class FleetEncoder {
    private FleetEncoder() {}

    static String connected(String clientId) {
        return "{\"type\":\"connected\",\"clientId\":\"" + clientId + "\",\"availableChannels\":"
                + list(List.of(FleetChannel.values())) + "}";
    }

    static String subscribed(Collection<FleetChannel> channels) {
        return subscribed(channels, Map.of());
    }

    /** @param ends of the logs of the topics in which the client resumes; empty when it resumes in none */
    static String subscribed(Collection<FleetChannel> channels, Map<Topic, LogPosition> ends) {
        String seq = ends.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> JsonText.quote(entry.getKey().channel()) + ":"
                        + entry.getValue().seq())
                .collect(Collectors.joining(",", ",\"seq\":{", "}"));
        String frame = "{\"type\":\"subscribed\",\"channels\":" + list(channels) + (ends.isEmpty() ? "" : seq) + "}";
        // read at once, all have the same epoch
        return ends.values().stream()
                .findAny()
                .map(end -> withEpoch(frame, end))
                .orElse(frame);
    }

    static String unsubscribed(Collection<FleetChannel> channels) {
        return "{\"type\":\"unsubscribed\",\"channels\":" + list(channels) + "}";
    }

    static String pong(Instant now) {
        return "{\"type\":\"pong\"" + timestamp(now);
    }

    static String error(String message, Instant now) {
        return "{\"type\":\"error\",\"message\":" + JsonText.quote(message) + timestamp(now);
    }

    static String event(Publication publication) {
        return "{\"type\":\"event\",\"channel\":"
                + JsonText.quote(publication.topic().channel()) + ",\"event\":"
                + JsonText.quote(publication.event()) + ",\"payload\":" + publication.payload()
                + trace(publication) + timestamp(publication.timestamp());
    }

    /** @param count how many events were conflated into others */
    static String merged(String channel, int count, Instant now) {
        return "{\"type\":\"merged\",\"channel\":" + JsonText.quote(channel) + ",\"count\":" + count + timestamp(now);
    }

    /** The first and the last sequence that a resuming client cannot get, and the epoch of the log. */
    static String gap(String channel, Gap gap, Instant now) {
        return "{\"type\":\"gap\",\"channel\":" + JsonText.quote(channel) + ",\"from\":" + gap.from() + ",\"to\":"
                + gap.to()
                + withEpoch(timestamp(now), gap.continues());
    }

    /** Adds the epoch as the last field. */
    private static String withEpoch(String frame, LogPosition position) {
        return frame.substring(0, frame.length() - 1) + ",\"epoch\":" + JsonText.quote(position.epoch()) + "}";
    }

    private static String list(Collection<FleetChannel> channels) {
        return channels.stream()
                .map(channel -> "\"" + channel.text() + "\"")
                .collect(Collectors.joining(",", "[", "]"));
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
