package org.heliograph.hub.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;

/** At the real defaults of the fleet: 90 s of silence, looked for every 30 s. */
class LivenessMonitorTest {
    private long now;
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final FakeTransport transport = new FakeTransport();
    private final LivenessMonitor monitor = new LivenessMonitor(registry, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    });

    private Connection open(boolean pongCounts, long expires) {
        Caller caller = new Caller("alice", null, Set.of(), Instant.ofEpochMilli(expires), Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", expires);
        Connection connection = new Connection(new FakeDialect(10, pongCounts), peer, transport, now, 1000);
        hub.open(connection, null);
        return connection;
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000;
            monitor.check();
        }
    }

    @Test
    void evictsAClientThatSentNoPingFor90Seconds() {
        open(false, Peer.NEVER);

        passSeconds(89);
        assertThat(transport.closeCode()).isNull();
        passSeconds(31);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void keepsAClientThatPings() {
        Connection connection = open(false, Peer.NEVER);

        for (int i = 0; i < 20; i++) {
            passSeconds(60);
            connection.heard(now);
        }

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void pingsEvery30Seconds() {
        open(false, Peer.NEVER);

        passSeconds(61);

        assertThat(transport.pings()).isEqualTo(2);
    }

    @Test
    void endsASocketWhoseTokenHasExpired() {
        open(false, 10_000);

        passSeconds(9);
        assertThat(transport.closeCode()).isNull();
        passSeconds(1);

        assertThat(transport.closeCode()).isEqualTo(4001);
    }
}
