package org.heliograph.dialect.statuspage;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** Server frames as text; the order of their fields is that of docs/status-pages.md. */
final class StatusPageEncoder {

    private StatusPageEncoder() {}

    /** The greeting without its timestamp. */
    static void greet(JsonObjectBuilder greeting) {
        greeting.add("action", "connected").add("message", "WebSocket connection established");
    }

    /** @param position where the page's events are, for a client that resumes; null for any other */
    static String subscribed(String slug, Long position, Instant now) {
        String frame = "{\"action\":\"subscribed\",\"slug\":" + quote(slug) + ",\"message\":\"Subscription successful\""
                + timestamp(now);
        return position == null ? frame : frame.substring(0, frame.length() - 1) + ",\"seq\":" + position + "}";
    }

    /** Tells a client that resumes which positions it cannot be told. */
    static String gap(String slug, long from, long to, Instant now) {
        return "{\"action\":\"gap\",\"slug\":" + quote(slug) + ",\"from\":" + from + ",\"to\":" + to + timestamp(now);
    }

    static String unsubscribed(String slug, Instant now) {
        return "{\"action\":\"unsubscribed\",\"slug\":" + quote(slug) + timestamp(now);
    }

    static String subscriptions(Collection<String> slugs, Instant now) {
        return "{\"action\":\"subscriptions\",\"type\":\"slug\",\"items\":"
                + slugs.stream().map(StatusPageEncoder::quote).collect(Collectors.joining(",", "[", "]"))
                + timestamp(now);
    }

    /** @param pulseId null when the client named none */
    static String pushed(JsonValue pulseId, String monitorId, Instant now) {
        return "{\"action\":\"pushed\"" + (pulseId == null ? "" : ",\"pulseId\":" + pulseId) + ",\"monitorId\":"
                + quote(monitorId) + timestamp(now);
    }

    static String error(String message, Instant now) {
        return "{\"action\":\"error\",\"message\":" + quote(message) + timestamp(now);
    }

    /** What is published is the frame's data already. */
    static String event(Publication publication) {
        return "{\"action\":" + quote(publication.event()) + ",\"data\":" + publication.payload()
                + timestamp(publication.timestamp());
    }

    private static String timestamp(Instant instant) {
        return ",\"timestamp\":\"" + Timestamps.format(instant) + "\"}";
    }

    private static String quote(String text) {
        return JsonText.quote(text);
    }
}
