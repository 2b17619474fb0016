package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Publication;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Liveness;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.junit.jupiter.api.Test;

class RevocationListenerTest {
    private static final long NOW = 1_000_000;

    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final FakeStanding standing = new FakeStanding();
    private final RevocationListener watcher =
            new RevocationListener(registry, standing, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    private final FakeTransport transport = new FakeTransport();

    private static final class Silent implements Dialect {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public String encode(Publication publication) {
            return "";
        }

        @Override
        public FrameQueue newQueue() {
            return new RejectingQueue(1);
        }

        @Override
        public Liveness liveness() {
            return null;
        }
    }

    private static Peer peer(String account, String organization) {
        Caller caller = new Caller(account, null, Set.of("user"), Instant.MAX, Map.of());
        return new Peer(caller, organization, "127.0.0.1", Peer.NEVER);
    }

    private Connection connection(Peer peer) {
        return new Connection(new Silent(), peer, transport, 0, 1000);
    }

    private void removeMallory() {
        String payload = "{\"account_id\":\"mallory\",\"org_id\":\"acme\"}";
        watcher.accept(new Publication(Revocations.TOPIC, 1, "membership", payload, Instant.EPOCH));
    }

    @Test
    void endsTheSocketOfAMemberWhoIsRemoved() {
        hub.open(connection(peer("mallory", "acme")), null);

        removeMallory();

        assertThat(transport.closeCode()).isEqualTo(4003);
    }

    @Test
    void leavesOthersAndOtherOrganisationsAlone() {
        hub.open(connection(peer("alice", "acme")), null);
        hub.open(connection(peer("mallory", "globex")), null);

        removeMallory();

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void endsASocketWhoseRightWasLostWhileItOpened() {
        Peer mallory = peer("mallory", "acme");
        removeMallory();
        Connection late = connection(mallory);
        hub.open(late, null);

        watcher.recheck(late, mallory, NOW - 50);

        assertThat(transport.closeCode()).isEqualTo(4003);
    }

    @Test
    void leavesASocketWhoseRightWasCheckedAfterTheLoss() {
        Peer mallory = peer("mallory", "acme");
        removeMallory();
        Connection back = connection(mallory);
        hub.open(back, null);

        watcher.recheck(back, mallory, NOW + 1);

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void endsEverySocketOfAnAccountAndForgetsHowItStood() {
        hub.open(connection(peer("mallory", "acme")), null);

        watcher.accept(new Publication(Revocations.TOPIC, 1, "account", "{\"account_id\":\"mallory\"}", Instant.EPOCH));

        assertThat(transport.closeCode()).isEqualTo(4003);
        assertThat(standing.forgotten).containsExactly("mallory");
    }
}
