package org.heliograph.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final MessageCodec CODEC = new MessageCodec("");
    private static final Message.Sender NODE = new Message.Sender("i-1", "e-1", "node-1");
    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");

    @Test
    void encodesTheDocumentedFormat() {
        Message message = new Message(NODE, new Publication(MACHINES, 7, "UPDATE", "{\"id\":\"a\"}", NOW));

        assertThat(CODEC.redisChannel("org:acme")).isEqualTo("ws:org:acme");
        assertThat(CODEC.encode(message))
                .isEqualTo(
                        "{\"installation\":\"i-1\",\"epoch\":\"e-1\",\"origin\":\"node-1\",\"seq\":7,\"channel\":\"machines\",\"event\":\"UPDATE\","
                                + "\"payload\":{\"id\":\"a\"},\"timestamp\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void decodesWhatItEncoded() {
        Message message = new Message(NODE, new Publication(MACHINES, 7, "UPDATE", "{\"id\":\"a\"}", NOW));

        assertThat(CODEC.decode("ws:org:acme", CODEC.encode(message), Instant.EPOCH))
                .contains(message);
    }

    @Test
    void carriesTheTraceOfTheRequestBetweenNodes() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Message message = new Message(NODE, new Publication(MACHINES, 7, "UPDATE", "{}", NOW).tracedBy(trace));
        String text = CODEC.encode(message);

        assertThat(text).contains("\"seq\":7,\"traceparent\":\"" + trace + "\",\"channel\"");
        assertThat(CODEC.decode("ws:org:acme", text, Instant.EPOCH)).contains(message);
        assertThat(CODEC.decode("ws:org:acme", text.replace(trace, "\\\"x"), Instant.EPOCH)
                        .orElseThrow()
                        .publication()
                        .traceparent())
                .isNull();
    }

    @Test
    void keepsTheNumberThatAnUnloggedPublicationFollows() {
        Message message = new Message(NODE, Publication.following(MACHINES, 7, "pulse", "{}", NOW));

        assertThat(CODEC.encode(message)).contains("\"after\":7").doesNotContain("\"seq\"");
        assertThat(CODEC.decode("ws:org:acme", CODEC.encode(message), Instant.EPOCH))
                .contains(message);
    }

    @Test
    void putsThePrefixBeforeEveryRedisChannel() {
        MessageCodec staging = new MessageCodec("staging:");
        Message message = new Message(NODE, new Publication(MACHINES, 7, "UPDATE", "{}", NOW));

        assertThat(staging.redisChannel("org:acme")).isEqualTo("staging:ws:org:acme");
        assertThat(staging.redisChannel("channel:apps:created")).isEqualTo("staging:apps:created");
        assertThat(staging.probePrefix()).isEqualTo("staging:heliograph:probe:");
        assertThat(staging.decode("staging:ws:org:acme", staging.encode(message), Instant.EPOCH))
                .contains(message);
        assertThat(staging.decode("staging:apps:created", "1", NOW)
                        .orElseThrow()
                        .publication()
                        .topic())
                .isEqualTo(Topic.ofChannel("apps:created"));
    }

    @Test
    void aNodeOfAnOlderVersionBelongsToNoKnownInstallation() {
        String text = "{\"origin\":\"n\",\"seq\":7,\"channel\":\"machines\",\"event\":\"UPDATE\",\"payload\":{}}";

        assertThat(CODEC.decode("ws:org:acme", text, NOW).orElseThrow().sender())
                .isEqualTo(new Message.Sender("", "", "n"));
    }

    @Test
    void mapsASharedChannelToARedisChannelOfTheSameNameVerbatim() {
        String json = " {\"id\" : 12345678901234567890.10, \"name\":\"Zoë\" }\n";
        Publication event = new Publication(Topic.ofChannel("apps:created"), Publication.UNLOGGED, "event", json, NOW);

        assertThat(CODEC.redisChannel(event.topic().namespace())).isEqualTo("apps:created");
        assertThat(CODEC.encode(new Message(null, event))).isEqualTo(json);
        assertThat(CODEC.decode("apps:created", json, NOW)).contains(new Message(null, event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "\"text\"", "[]", "true"})
    void acceptsAnyJsonOnASharedChannel(String json) {
        assertThat(CODEC.decode("announcements", json, NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "{", "{} {}", "{\"a\":}", "\u0000"})
    void ignoresInvalidJsonOnASharedChannel(String text) {
        assertThat(CODEC.decode("apps:created", text, NOW)).isEmpty();
    }

    @Test
    void decodesAForeignMessageAsUnlogged() {
        String foreign = "{\"channel\":\"posture\",\"event\":\"CHANGED\",\"payload\":{\"who\":\"bob\"},\"seq\":9}";

        assertThat(CODEC.decode("ws:org:acme", foreign, NOW))
                .contains(new Message(
                        null,
                        new Publication(
                                Topic.ofOrganization("acme", "posture"),
                                Publication.UNLOGGED,
                                "CHANGED",
                                "{\"who\":\"bob\"}",
                                NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "+1000000000-12-31T23:59:59.999Z",
                "-1000000000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void aTimestampThatClientsCannotReadIsReplaced(String timestamp) {
        String foreign = "{\"channel\":\"general\",\"event\":\"x\",\"timestamp\":\"" + timestamp + "\"}";

        assertThat(CODEC.decode("ws:org:acme", foreign, NOW)
                        .orElseThrow()
                        .publication()
                        .timestamp())
                .isEqualTo(NOW);
    }

    @Test
    void noMessageOfTheNodesBelongsToASharedChannel() {
        String text = "{\"origin\":\"n\",\"seq\":7,\"channel\":\"data\",\"event\":\"x\",\"payload\":{}}";

        assertThat(CODEC.decode("ws:channel:apps:created", text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"channel\":7,\"event\":\"x\"}",
                "{\"channel\":\"machines\"}",
                "{\"channel\":\"a:b\",\"event\":\"x\"}",
                "{\"channel\":\"machines\",\"event\":\"x\",\"payload\":[]}",
                "{\"origin\":\"n\",\"seq\":1.5,\"channel\":\"machines\",\"event\":\"x\"}",
                "{\"origin\":\"n\",\"seq\":-1,\"channel\":\"machines\",\"event\":\"x\"}"
            })
    void ignoresInvalidMessages(String text) {
        assertThat(CODEC.decode("ws:org:acme", text, NOW)).isEmpty();
    }
}
