package org.heliograph.broker;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.json.JsonText;

/**
 * Messages as text on the broker channel {@code ws:<space>} (docs/protocols.md):
 * {@code {"origin":"<node>","seq":n,"channel","event","payload","timestamp"}}; without {@code seq} it is told unlogged. A
 * channel that other programs share is spoken on its own name, and its messages are any JSON, passed on verbatim.
 */
final class MessageCodec {
    private static final String PREFIX = "ws:";

    private MessageCodec() {}

    static String channel(String space) {
        return space.startsWith(Topic.CHANNEL) ? space.substring(Topic.CHANNEL.length()) : PREFIX + space;
    }

    static String encode(Message message) {
        Publication publication = message.publication();
        if (!publication.topic().logged()) {
            return publication.payload();
        }
        StringBuilder json = new StringBuilder(160 + publication.payload().length());
        json.append("{\"origin\":").append(quote(message.origin()));
        if (publication.logged()) {
            json.append(",\"seq\":").append(publication.seq());
        }
        return json.append(",\"channel\":")
                .append(quote(publication.topic().channel()))
                .append(",\"event\":")
                .append(quote(publication.event()))
                .append(",\"payload\":")
                .append(publication.payload())
                .append(",\"timestamp\":\"")
                .append(Timestamps.format(publication.timestamp()))
                .append("\"}")
                .toString();
    }

    /**
     * Reads what came on a broker channel; other programs write there too, so anything may come.
     *
     * @param now stands in for a missing or unreadable timestamp
     * @return empty for what is no message
     */
    static Optional<Message> decode(String brokerChannel, String text, Instant now) {
        if (!brokerChannel.startsWith(PREFIX)) {
            return isJson(text) ? Optional.of(shared(brokerChannel, text, now)) : Optional.empty();
        }
        try {
            JsonObject json = JsonText.parse(text);
            JsonValue payload = json.getOrDefault("payload", JsonValue.EMPTY_JSON_OBJECT);
            if (payload.getValueType() != JsonValue.ValueType.OBJECT) {
                return Optional.empty();
            }
            Topic topic = new Topic(brokerChannel.substring(PREFIX.length()), json.getString("channel"));
            String origin = json.get("origin") instanceof JsonString name ? name.getString() : null;
            long seq = origin != null && json.get("seq") instanceof JsonNumber number
                    ? number.longValueExact()
                    : Publication.UNLOGGED;
            Instant timestamp = timestamp(json.get("timestamp"), now);
            return Optional.of(new Message(
                    origin, new Publication(topic, seq, json.getString("event"), payload.toString(), timestamp)));
        } catch (JsonException
                | NullPointerException
                | ClassCastException
                | ArithmeticException
                | IllegalArgumentException e) {
            // not JSON, a field missing or of another type, a number that is no position: not a message
            return Optional.empty();
        }
    }

    private static Message shared(String name, String json, Instant now) {
        return new Message(null, new Publication(Topic.ofChannel(name), Publication.UNLOGGED, "event", json, now));
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JsonText.parser(text)) {
            boolean any = false;
            while (parser.hasNext()) {
                parser.next();
                any = true;
            }
            return any;
        } catch (RuntimeException malformed) {
            // not JSON, or nested deeper than the parser goes
            return false;
        }
    }

    private static Instant timestamp(JsonValue value, Instant now) {
        try {
            return value instanceof JsonString text ? Instant.parse(text.getString()) : now;
        } catch (DateTimeParseException unreadable) {
            // a foreign program's idea of a time is no reason to drop its message
            return now;
        }
    }

    private static String quote(String text) {
        return JsonText.quote(text);
    }
}
