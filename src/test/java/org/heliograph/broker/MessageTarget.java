package org.heliograph.broker;

import jakarta.json.stream.JsonParser;
import java.time.Instant;
import java.util.regex.Pattern;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.json.JsonText;

/** Messages of Redis: the first line is the Redis channel. */
public final class MessageTarget implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final MessageCodec CODEC = new MessageCodec("");

    @Override
    public void accept(byte[] input) {
        String[] parts = FuzzInput.firstLine(input);
        CODEC.decode(parts[0], parts[1], NOW).ifPresent(message -> check(parts[0], message));
    }

    private static void check(String redisChannel, Message message) {
        Publication publication = message.publication();
        Require.equal(CODEC.redisChannel(publication.topic().namespace()), redisChannel, "Redis channel");
        Require.that(
                TIMESTAMP.matcher(Timestamps.format(publication.timestamp())).matches(),
                "timestamp " + publication.timestamp());
        requireJson("{\"payload\":" + publication.payload() + "}");
        if (message.sender() == null) {
            Require.that(!publication.logged() && publication.after() == 0, "another program's sequence number");
        } else {
            Message again =
                    CODEC.decode(redisChannel, CODEC.encode(message), NOW).orElseThrow();
            Require.equal(again.sender(), message.sender(), "sender");
            Require.equal(again.publication().topic(), publication.topic(), "topic");
            Require.equal(again.publication().seq(), publication.seq(), "seq");
            Require.equal(again.publication().event(), publication.event(), "event");
            Require.equal(again.publication().payload(), publication.payload(), "payload");
            Require.equal(
                    Timestamps.format(again.publication().timestamp()),
                    Timestamps.format(publication.timestamp()),
                    "timestamp");
        }
    }

    /** What is passed on is JSON. Not every number in it is one to Java, such as 1e99999999999: it is for clients. */
    private static void requireJson(String text) {
        try (JsonParser parser = JsonText.parser(text)) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }
}
