package org.heliograph.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Peer;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;

class CompositeDialectTest {
    private static final Caller ALICE = new Caller("alice", "alice@acme.test", Set.of("admin"), Instant.MAX, Map.of());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-17T10:30:45.123Z"), ZoneOffset.UTC);

    private final CompositeDialect dialect = new CompositeDialect(
            List.of(new FakeSharedDialect("type", true), new FakeSharedDialect("action", false)),
            new Configuration(name -> Optional.empty()),
            CLOCK);
    private final FakeTransport transport = new FakeTransport();

    private Connection connection(Caller caller) {
        return new Connection(dialect, new Peer(caller, null, "127.0.0.1", Peer.NEVER), transport, 0, 10_000);
    }

    private List<String> answers(Caller caller, String... messages) {
        Connection connection = connection(caller);
        for (String message : messages) {
            dialect.receive(connection, message);
        }
        return transport.sent();
    }

    @Test
    void greetsAnAnonymousConnectionWithTheFieldsOfAllDialects() {
        assertThat(dialect.greeting(connection(null)))
                .isEqualTo(
                        "{\"action\":\"connected\",\"type\":\"connected\",\"timestamp\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void greetsAConnectionWithATokenWithTheFieldsOfOneDialect() {
        assertThat(dialect.greeting(connection(ALICE)))
                .isEqualTo("{\"type\":\"connected\",\"timestamp\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void passesEachFrameToTheDialectOfItsKey() {
        assertThat(answers(null, "{\"action\":\"a\"}", "{\"type\":\"b\"}", "{\"action\":\"c\"}"))
                .containsExactly("action echo a", "type echo b", "action echo c");
    }

    @Test
    void answersAnInvalidFrameWithTheErrorFrameOfItsDialect() {
        assertThat(answers(null, "{\"action\":1}", "{\"type\":\"b\",\"more\":1}"))
                .containsExactly("action error: \"action\" must be a string", "type error: too much");
    }

    @Test
    void answersAnApiExceptionWithAnErrorFrame() {
        assertThat(answers(null, "{\"action\":\"busy\"}", "{\"action\":\"a\"}"))
                .containsExactly("action error: later", "action echo a");
    }

    @Test
    void answersAFrameOfNoDialectWithTheKeysOfAllDialects() {
        assertThat(answers(null, "nonsense", "{}", "{\"action\":\"a\",\"type\":\"b\"}"))
                .containsExactly(
                        error("Not valid JSON"),
                        error("\\\"action\\\" or \\\"type\\\" is missing"),
                        error("A frame has \\\"action\\\" or \\\"type\\\", not both"));
    }

    @Test
    void usesOneDialectForAConnectionWithAToken() {
        assertThat(answers(ALICE, "{\"action\":\"a\"}", "[]", "{\"type\":\"b\"}"))
                .containsExactly(
                        "type error: \"type\" is missing", "type error: A frame is a JSON object", "type echo b");
    }

    @Test
    void encodesAPublicationInTheDialectThatOwnsItsTopic() {
        assertThat(dialect.encode(on("action"))).isEqualTo("action event e");
        assertThat(dialect.encode(on("type"))).isEqualTo("type event e");
        assertThatThrownBy(() -> dialect.encode(on("other"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Publication on(String space) {
        return new Publication(new Topic(space, "x"), 1, "e", "{}", Instant.EPOCH);
    }

    private static String error(String message) {
        return "{\"action\":\"error\",\"type\":\"error\",\"message\":\"" + message
                + "\",\"timestamp\":\"2026-03-17T10:30:45.123Z\"}";
    }
}
