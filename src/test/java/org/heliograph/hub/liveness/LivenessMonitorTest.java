package org.heliograph.hub.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

/** With the defaults of the fleet dialect: 90 s of silence, checked every 30 s. */
class LivenessMonitorTest {
    private final MovableClock clock = new MovableClock(Instant.EPOCH);
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final FakeTransport transport = new FakeTransport();
    private final LivenessMonitor monitor = new LivenessMonitor(registry, clock);

    private Connection open(boolean pongCounts, long expires) {
        Caller caller = new Caller("alice", null, Set.of(), Instant.ofEpochMilli(expires), Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", expires);
        Connection connection = new Connection(new FakeDialect(10, pongCounts), peer, transport, clock.millis(), 1000);
        hub.open(connection, null);
        return connection;
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.move(Duration.ofSeconds(1));
            monitor.check();
        }
    }

    @Test
    void closesAClientThatSentNoPingFor90Seconds() {
        open(false, Peer.NEVER);

        passSeconds(89);
        assertThat(transport.closeCode()).isNull();
        passSeconds(31);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void keepsAClientOfWhomItHeardNothingWhileTheServerWasSuspended() {
        open(false, Peer.NEVER);
        passSeconds(60);
        clock.move(Duration.ofMinutes(5));

        passSeconds(29);
        assertThat(transport.closeCode()).isNull();
        passSeconds(31);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void clockThatIsSetBackHidesNoDeadPeer() {
        open(false, Peer.NEVER);
        passSeconds(60);
        clock.move(Duration.ofHours(-1));

        passSeconds(61);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void keepsAClientThatPings() {
        Connection connection = open(false, Peer.NEVER);

        for (int i = 0; i < 20; i++) {
            passSeconds(60);
            connection.recordActivity(clock.millis());
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
    void closesAConnectionWhoseTokenHasExpired() {
        open(false, 10_000);

        passSeconds(9);
        assertThat(transport.closeCode()).isNull();
        passSeconds(1);

        assertThat(transport.closeCode()).isEqualTo(4001);
    }
}
