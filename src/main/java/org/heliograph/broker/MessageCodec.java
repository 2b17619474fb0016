package org.heliograph.broker;

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
import org.heliograph.platform.trace.TraceParent;

/**
 * Encodes messages as text on the Redis channel {@code <prefix>ws:<namespace>} (docs/protocols.md):
 * {@code {"installation","epoch","origin":"<node>","seq":n,"channel","event","payload","timestamp"}}, with {@code "traceparent"} when a request in a trace
 * published it; a message without {@code seq} is not
 * logged, and may have {@code "after":n} instead. A channel that is shared with other programs is a Redis channel of the same name, after the prefix; its messages are any JSON,
 * passed on verbatim.
 */
final class MessageCodec {
    private static final String NODES = "ws:";
    /** An older version of Heliograph names its node, and no installation. */
    private static final String UNKNOWN = "";

    private final String prefix;

    /** @param prefix what stands before the name of every Redis channel; empty for nothing */
    MessageCodec(String prefix) {
        this.prefix = prefix;
    }

    /** The Redis channel that carries a namespace's messages. */
    String redisChannel(String namespace) {
        return prefix
                + (namespace.startsWith(Topic.CHANNEL)
                        ? namespace.substring(Topic.CHANNEL.length())
                        : NODES + namespace);
    }

    /** Begins the names of the Redis channels on which a node publishes to hear itself. No channel of clients begins so. */
    String probePrefix() {
        return prefix + "heliograph:probe:";
    }

    String encode(Message message) {
        Publication publication = message.publication();
        if (!publication.topic().logged()) {
            return publication.payload();
        }
        StringBuilder json = new StringBuilder(160 + publication.payload().length());
        json.append("{\"installation\":")
                .append(quote(message.sender().installation()))
                .append(",\"epoch\":")
                .append(quote(message.sender().epoch()))
                .append(",\"origin\":")
                .append(quote(message.sender().node()));
        if (publication.logged()) {
            json.append(",\"seq\":").append(publication.seq());
        } else if (publication.after() > 0) {
            json.append(",\"after\":").append(publication.after());
        }
        if (publication.traceparent() != null) {
            json.append(",\"traceparent\":").append(quote(publication.traceparent()));
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
     * Decodes a message from a Redis channel. Other programs publish there too, so the text may be anything.
     *
     * @param now replaces a timestamp that is missing, malformed or out of range
     * @return empty when the text is not a message, or nested too deeply
     */
    Optional<Message> decode(String redisChannel, String text, Instant now) {
        String name = redisChannel.substring(prefix.length());
        if (JsonText.isNestedTooDeeply(text)) {
            return Optional.empty();
        }
        if (!name.startsWith(NODES)) {
            return isJson(text) ? Optional.of(shared(name, text, now)) : Optional.empty();
        }
        try {
            JsonObject json = JsonText.parse(text);
            JsonValue payload = json.getOrDefault("payload", JsonValue.EMPTY_JSON_OBJECT);
            if (payload.getValueType() != JsonValue.ValueType.OBJECT) {
                return Optional.empty();
            }
            Topic topic = new Topic(name.substring(NODES.length()), json.getString("channel"));
            if (!topic.logged()) {
                // a shared channel has another Redis channel
                return Optional.empty();
            }
            Message.Sender sender = sender(json);
            long seq = sender == null ? Publication.UNLOGGED : number(json, "seq");
            long after = sender == null ? 0 : number(json, "after");
            Instant timestamp = timestamp(json.get("timestamp"), now);
            return Optional.of(new Message(
                    sender,
                    new Publication(
                            topic,
                            seq,
                            after,
                            json.getString("event"),
                            payload.toString(),
                            timestamp,
                            sender == null ? null : trace(json))));
        } catch (RuntimeException notAMessage) {
            // not JSON, a field missing or of another type, a sequence number out of range
            return Optional.empty();
        }
    }

    private static String trace(JsonObject json) {
        return json.get("traceparent") instanceof JsonString text
                ? TraceParent.parse(text.getString()).map(TraceParent::text).orElse(null)
                : null;
    }

    private static long number(JsonObject json, String field) {
        return json.get(field) instanceof JsonNumber number ? number.longValueExact() : 0;
    }

    private static Message.Sender sender(JsonObject json) {
        return json.get("origin") instanceof JsonString node
                ? new Message.Sender(
                        json.getString("installation", UNKNOWN), json.getString("epoch", UNKNOWN), node.getString())
                : null;
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
            // not JSON
            return false;
        }
    }

    private static Instant timestamp(JsonValue value, Instant now) {
        try {
            Instant timestamp = value instanceof JsonString text ? Instant.parse(text.getString()) : now;
            return Timestamps.isInRange(timestamp) ? timestamp : now;
        } catch (DateTimeParseException unreadable) {
            // another program's malformed timestamp is no reason to drop its message
            return now;
        }
    }

    private static String quote(String text) {
        return JsonText.quote(text);
    }
}
