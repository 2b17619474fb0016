package org.heliograph.hub.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.heliograph.platform.RunningTime;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class ReauthenticationServiceTest {
    private static final Caller ALICE = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());

    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final MovableClock clock = new MovableClock(Instant.ofEpochMilli(1_000_000));
    private final Configuration defaults = new Configuration(name -> Optional.empty());
    private final List<FakeTransport> transports = new ArrayList<>();
    private final RunningTime time = new RunningTime(
            () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
    private final ReauthenticationService service =
            new ReauthenticationService(registry, defaults, time, clock::millis, this::repeat);
    private Runnable step = () -> {};
    private boolean ended;

    private Runnable repeat(Runnable next) {
        step = next;
        return () -> ended = true;
    }

    private Connection open(Caller caller) {
        FakeTransport transport = new FakeTransport();
        transports.add(transport);
        Peer peer = new Peer(caller, null, "127.0.0.1", Peer.NEVER);
        Connection connection = new Connection(new FakeDialect(1, false), peer, transport, 0, 1000);
        hub.open(connection, null);
        return connection;
    }

    private List<Integer> closedAfter(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            clock.move(Duration.ofSeconds(1));
            time.beat();
        }
        step.run();
        return transports.stream()
                .map(FakeTransport::closeCode)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void closesWhoHasSignedInEvenlySoThatTheyComeBack() {
        for (int i = 0; i < 10; i++) {
            open(ALICE);
        }
        Connection anonymous = open(null);

        service.restored();

        assertThat(closedAfter(Duration.ofSeconds(1))).containsExactly(1001);
        assertThat(closedAfter(Duration.ofSeconds(4))).hasSize(5);
        assertThat(closedAfter(Duration.ofSeconds(5))).hasSize(10).containsOnly(1001);
        assertThat(anonymous.isOpen()).isTrue();
        assertThat(ended).isTrue();
    }

    @Test
    void aConnectionWhoseHandshakeBeganBeforeTheRestoreIsClosedWhenItIsAdmitted() {
        service.restored();
        Connection before = open(ALICE);
        Connection after = open(ALICE);
        Connection anonymous = open(null);

        service.recheck(before, clock.millis());
        service.recheck(anonymous, clock.millis());
        clock.move(Duration.ofMillis(1));
        service.recheck(after, clock.millis());

        assertThat(before.isOpen()).isFalse();
        assertThat(anonymous.isOpen()).isTrue();
        assertThat(after.isOpen()).isTrue();
    }

    @Test
    void nothingIsClosedWithoutARestore() {
        Connection connection = open(ALICE);

        service.recheck(connection, 0);

        assertThat(connection.isOpen()).isTrue();
    }
}
