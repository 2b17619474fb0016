package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.screen.ScreenTokenVerifier;
import org.heliograph.identity.token.ApiTokenVerifier;
import org.heliograph.persistence.SqlTemplate;
import org.junit.jupiter.api.Test;

class RevocationListenerTest {
    private static final long NOW = 1_000_000;

    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final FakeAccountStatusChecker accountStatus = new FakeAccountStatusChecker();
    private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private final RevocationListener listener = new RevocationListener(
            registry,
            accountStatus,
            new ScreenTokenVerifier(new SqlTemplate(), clock),
            new ApiTokenVerifier(new SqlTemplate(), clock),
            clock::millis);
    private final FakeTransport transport = new FakeTransport();

    private static Peer peer(String account, String organization) {
        Caller caller = new Caller(account, null, Set.of("user"), Instant.MAX, Map.of());
        return new Peer(caller, organization, "127.0.0.1", Peer.NEVER);
    }

    private Connection connection(Peer peer) {
        return new Connection(new FakeDialect(1, true), peer, transport, 0, 1000);
    }

    private void removeMallory() {
        String payload = "{\"account_id\":\"mallory\",\"org_id\":\"acme\"}";
        listener.accept(new Publication(Revocations.TOPIC, 1, "membership", payload, Instant.EPOCH));
    }

    @Test
    void closesTheConnectionOfARemovedMember() {
        hub.open(connection(peer("mallory", "acme")), null);

        removeMallory();

        assertThat(transport.closeCode()).isEqualTo(4003);
    }

    @Test
    void asksConnectionsOfEndedSessionsForANewToken() {
        hub.open(connection(peer("mallory", "acme")), null);
        FakeTransport renewed = new FakeTransport();
        Caller caller = new Caller("mallory", null, Set.of("user"), Instant.MAX, Map.of(), Map.of("ver", 3L));
        Peer peer = new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
        hub.open(new Connection(new FakeDialect(1, true), peer, renewed, 0, 1000), null);

        String payload = "{\"account_id\":\"mallory\",\"version\":3}";
        listener.accept(new Publication(Revocations.TOPIC, 1, "sessions", payload, Instant.EPOCH));

        assertThat(transport.closeCode()).isEqualTo(4001);
        assertThat(renewed.closeCode()).isNull();
    }

    @Test
    void asksConnectionsOfOneEndedSessionForANewTokenAndKeepsThoseOfTheOthers() {
        FakeTransport other = new FakeTransport();
        hub.open(new Connection(new FakeDialect(1, true), ofSession("laptop"), transport, 0, 1000), null);
        hub.open(new Connection(new FakeDialect(1, true), ofSession("phone"), other, 0, 1000), null);

        endSession("laptop");

        assertThat(transport.closeCode()).isEqualTo(4001);
        assertThat(other.closeCode()).isNull();
        assertThat(accountStatus.discarded).containsExactly("mallory laptop");
    }

    @Test
    void closesAConnectionWhoseSessionEndedDuringItsHandshake() {
        endSession("laptop");
        Connection late = connection(ofSession("laptop"));
        hub.open(late, null);

        listener.recheck(late, ofSession("laptop"), NOW - 50);

        assertThat(transport.closeCode()).isEqualTo(4001);
    }

    private static Peer ofSession(String session) {
        Caller caller = new Caller("mallory", null, Set.of("user"), Instant.MAX, Map.of(), Map.of("sid", session));
        return new Peer(caller, "acme", "127.0.0.1", Peer.NEVER);
    }

    private void endSession(String session) {
        String payload = "{\"account_id\":\"mallory\",\"session_id\":\"" + session + "\"}";
        listener.accept(new Publication(Revocations.TOPIC, 1, "session", payload, Instant.EPOCH));
    }

    @Test
    void keepsConnectionsOfOtherMembersAndOtherOrganisations() {
        hub.open(connection(peer("alice", "acme")), null);
        hub.open(connection(peer("mallory", "globex")), null);

        removeMallory();

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void closesAConnectionWhoseMembershipWasRemovedDuringItsHandshake() {
        Peer mallory = peer("mallory", "acme");
        removeMallory();
        Connection late = connection(mallory);
        hub.open(late, null);

        listener.recheck(late, mallory, NOW - 50);

        assertThat(transport.closeCode()).isEqualTo(4003);
    }

    @Test
    void keepsAConnectionWhoseHandshakeCameAfterTheRemoval() {
        Peer mallory = peer("mallory", "acme");
        removeMallory();
        Connection back = connection(mallory);
        hub.open(back, null);

        listener.recheck(back, mallory, NOW + 1);

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void closesEveryConnectionOfAnAccountAndDiscardsItsCachedStatus() {
        hub.open(connection(peer("mallory", "acme")), null);

        listener.accept(
                new Publication(Revocations.TOPIC, 1, "account", "{\"account_id\":\"mallory\"}", Instant.EPOCH));

        assertThat(transport.closeCode()).isEqualTo(4003);
        assertThat(accountStatus.discarded).containsExactly("mallory");
    }
}
