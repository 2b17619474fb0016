package org.heliograph.dialect.statuspage;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.ResumePoint.Gap;
import org.heliograph.json.JsonText;

/** Server frames as text; the order of their fields is that of docs/status-pages.md. */
final class StatusPageEncoder {

    private StatusPageEncoder() {}

    /** The timestamp is added by the caller. */
    static void addGreeting(JsonObjectBuilder greeting) {
        greeting.add("action", "connected").add("message", "WebSocket connection established");
    }

    /** @param end of the page's log, for a client that resumes; null for any other */
    static String subscribed(String slug, LogPosition end, Instant now) {
        String frame = "{\"action\":\"subscribed\",\"slug\":" + JsonText.quote(slug)
                + ",\"message\":\"Subscription successful\"" + timestamp(now);
        return end == null
                ? frame
                : withEpoch(frame.substring(0, frame.length() - 1) + ",\"seq\":" + end.seq() + "}", end);
    }

    /** The first and the last sequence that a resuming client cannot get, and the epoch of the log. */
    static String gap(String slug, Gap gap, Instant now) {
        return "{\"action\":\"gap\",\"slug\":" + JsonText.quote(slug) + ",\"from\":" + gap.from() + ",\"to\":"
                + gap.to() + withEpoch(timestamp(now), gap.continues());
    }

    /** Adds the epoch as the last field. */
    private static String withEpoch(String frame, LogPosition position) {
        return frame.substring(0, frame.length() - 1) + ",\"epoch\":" + JsonText.quote(position.epoch()) + "}";
    }

    static String unsubscribed(String slug, Instant now) {
        return "{\"action\":\"unsubscribed\",\"slug\":" + JsonText.quote(slug) + timestamp(now);
    }

    static String subscriptions(Collection<String> slugs, Instant now) {
        return "{\"action\":\"subscriptions\",\"type\":\"slug\",\"items\":"
                + slugs.stream().map(JsonText::quote).collect(Collectors.joining(",", "[", "]"))
                + timestamp(now);
    }

    /** @param pulseId null if the client sent none */
    static String pushed(JsonValue pulseId, String monitorId, Instant now) {
        return "{\"action\":\"pushed\"" + (pulseId == null ? "" : ",\"pulseId\":" + pulseId) + ",\"monitorId\":"
                + JsonText.quote(monitorId) + timestamp(now);
    }

    static String error(String message, Instant now) {
        return "{\"action\":\"error\",\"message\":" + JsonText.quote(message) + timestamp(now);
    }

    /** The payload is the frame's data. */
    static String event(Publication publication) {
        return "{\"action\":" + JsonText.quote(publication.event()) + ",\"data\":" + publication.payload()
                + trace(publication) + timestamp(publication.timestamp());
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
