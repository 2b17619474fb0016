package org.heliograph.operations.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class SocketsQuestionTest {
    private static final SocketFilter ALL = new SocketFilter(null, null, null, null, false);

    private final SessionRegistry sessions = new SessionRegistry();
    private final Hub hub = new Hub(sessions, null);
    private final SocketsQuestion question =
            new SocketsQuestion(sessions, new MovableClock(Instant.parse("2026-03-17T10:30:45.123Z")));

    private Connection open(String user, String organization, String address, FakeTransport transport) {
        Caller caller = user == null ? null : new Caller(user, user + "@acme.test", Set.of(), Instant.MAX, Map.of());
        Connection connection = new Connection(
                new FakeDialect(10, false), new Peer(caller, organization, address, Peer.NEVER), transport, 0, 1_000);
        hub.open(connection, null);
        return connection;
    }

    private Connection open(String user, String organization, String address) {
        return open(user, organization, address, new FakeTransport());
    }

    private List<JsonObject> rows(SocketFilter filter, String after, int limit) {
        return question.answer(SocketsQuestion.parameters(filter, after, limit))
                .getJsonArray(SocketsQuestion.ROWS)
                .getValuesAs(JsonObject.class);
    }

    private List<String> ids(SocketFilter filter) {
        return rows(filter, "", 1_000).stream().map(row -> row.getString("id")).toList();
    }

    @Test
    void aRowSaysWhoListensAndSinceWhen() {
        Connection connection = open("alice", "acme", "192.0.2.7");

        JsonObject row = rows(ALL, "", 10).get(0);

        assertThat(row.getString("id")).isEqualTo(connection.id());
        assertThat(row.getString("dialect")).isEqualTo("fake");
        assertThat(row.getString("organization")).isEqualTo("acme");
        assertThat(row.getString("user")).isEqualTo("alice@acme.test");
        assertThat(row.getString("user_id")).isEqualTo("alice");
        assertThat(row.getString("connected_at")).startsWith("2026-03-17T10:").endsWith("Z");
        assertThat(row.getInt("queued_bytes")).isZero();
        assertThat(row.getBoolean("slow")).isFalse();
    }

    @Test
    void pagesFollowOneAnotherByTheIdsOfSockets() {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            opened.add(open(null, null, "192.0.2.7").id());
        }
        opened.sort(null);

        assertThat(rows(ALL, "", 3)).extracting(row -> row.getString("id")).isEqualTo(opened.subList(0, 3));
        assertThat(rows(ALL, opened.get(2), 3))
                .extracting(row -> row.getString("id"))
                .isEqualTo(opened.subList(3, 5));
    }

    @Test
    void socketsAreFoundByUserOrganizationAddressAndDialect() {
        String alice = open("alice", "acme", "192.0.2.7").id();
        String bob = open("bob", "globex", "192.0.2.80").id();
        String anonymous = open(null, null, "198.51.100.1").id();

        assertThat(ids(new SocketFilter(null, null, "LICE@acme", null, false))).containsExactly(alice);
        assertThat(ids(new SocketFilter(null, "globex", null, null, false))).containsExactly(bob);
        assertThat(ids(new SocketFilter(null, null, null, "198.51.", false))).containsExactly(anonymous);
        assertThat(ids(new SocketFilter("fake", null, null, null, false)))
                .containsExactlyInAnyOrder(alice, bob, anonymous);
        assertThat(ids(new SocketFilter("fleet", null, null, null, false))).isEmpty();
    }

    @Test
    void aSocketThatDoesNotKeepUpIsSlowAndShowsWhatIsQueuedForIt() {
        open("bob", "acme", "192.0.2.8");
        Connection slow = open("alice", "acme", "192.0.2.7", new FakeTransport().stall());
        slow.send("in flight");
        slow.send("queued");

        List<JsonObject> rows = rows(new SocketFilter(null, null, null, null, true), "", 10);

        assertThat(rows).extracting(row -> row.getString("id")).containsExactly(slow.id());
        assertThat(rows.get(0).getInt("queued_bytes")).isEqualTo("queued".length());
    }

    @Test
    void aSocketIsClosedWithTheWordsOfTheAdministratorAndAnUnknownOneIsNot() {
        FakeTransport transport = new FakeTransport();
        Connection connection = open("alice", "acme", "192.0.2.7", transport);
        DisconnectQuestion disconnect = new DisconnectQuestion(sessions);

        JsonObject closed = disconnect.answer(DisconnectQuestion.parameters(connection.id(), "too\nslow"));

        assertThat(closed.getBoolean("closed")).isTrue();
        assertThat(closed.getString("user")).isEqualTo("alice@acme.test");
        assertThat(transport.closeCode()).isEqualTo(1001);
        assertThat(connection.isOpen()).isFalse();
        assertThat(disconnect
                        .answer(DisconnectQuestion.parameters("no-such-id", "x"))
                        .getBoolean("closed"))
                .isFalse();
    }

    @Test
    void aReasonFitsIntoACloseFrame() {
        assertThat(DisconnectQuestion.fitting("too\r\nslow")).doesNotContain("\n");
        assertThat(DisconnectQuestion.fitting("é".repeat(100))).isEqualTo("é".repeat(61));
        assertThat(DisconnectQuestion.fitting("😀".repeat(50))).isEqualTo("😀".repeat(30));
    }
}
