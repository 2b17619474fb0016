package org.heliograph.hub.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.Caller;
import org.heliograph.platform.RunningTime;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

/** With the defaults of the fleet dialect: 90 s of silence, checked every 30 s. */
class LivenessMonitorTest {
    private final MovableClock clock = new MovableClock(Instant.EPOCH);
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final FakeTransport transport = new FakeTransport();
    private final MovableClock uptime = new MovableClock(Instant.EPOCH);
    private final RunningTime time = new RunningTime(
            () -> Duration.between(Instant.EPOCH, uptime.instant()).toNanos());
    private final LivenessMonitor monitor = new LivenessMonitor(hub, registry, time, clock, Duration.ofSeconds(30));

    private Connection open(boolean pongCounts, long expires) {
        Caller caller = new Caller("alice", null, Set.of(), Instant.ofEpochMilli(expires), Map.of());
        Peer peer = new Peer(caller, "acme", "127.0.0.1", expires);
        Connection connection = new Connection(new FakeDialect(10, pongCounts), peer, transport, time.nanos(), 1000);
        hub.open(connection, null);
        return connection;
    }

    /** Without a check, as when the node stands still. */
    private void pass(Duration duration) {
        clock.move(duration);
        uptime.move(duration);
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(Duration.ofSeconds(1));
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
        pass(Duration.ofMinutes(5));

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
            connection.recordActivity();
        }

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void pingsEvery30Seconds() {
        open(false, Peer.NEVER);

        passSeconds(30);
        assertThat(transport.pings()).isEqualTo(1);
        passSeconds(30);

        assertThat(transport.pings()).isEqualTo(2);
    }

    @Test
    void spreadsTheFirstPingsOfConnectionsThatOpenedTogether() {
        List<FakeTransport> transports = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            FakeTransport each = new FakeTransport();
            transports.add(each);
            Peer peer = new Peer(null, null, "127.0.0.1", Peer.NEVER);
            hub.open(new Connection(new FakeDialect(10, true), peer, each, time.nanos(), 1000), null);
        }

        passSeconds(15);

        assertThat(transports.stream().mapToInt(FakeTransport::pings).sum()).isBetween(100, 200);
    }

    @Test
    void closesAPeerThatDoesNotAnswerItsPing() {
        open(true, Peer.NEVER);

        passSeconds(89);
        assertThat(transport.closeCode()).isNull();
        passSeconds(31);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void keepsAPeerWhosePingsHaveNotLeft() {
        open(true, Peer.NEVER);
        transport.setPingLeaves(false);

        passSeconds(300);
        assertThat(transport.closeCode()).isNull();
        transport.setPingLeaves(true);
        passSeconds(40);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void aPeerWhoseMessagesWaitToBeHandledIsNotSilent() {
        boolean[] busy = {true};
        open(false, Peer.NEVER).setBusy(() -> busy[0]);
        passSeconds(600);
        assertThat(transport.closeCode()).isNull();

        busy[0] = false;
        passSeconds(121);

        assertThat(transport.closeCode()).isEqualTo(4000);
    }

    @Test
    void aPauseClosesNobodyWhoAnswersAfterIt() {
        Connection connection = open(true, Peer.NEVER);
        for (int pause = 0; pause < 10; pause++) {
            passSeconds(25);
            pass(Duration.ofSeconds(80));
            passSeconds(1);
            connection.recordActivity();
        }

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void setsOfTheWallClockCloseNobody() {
        Connection connection = open(true, Peer.NEVER);
        passSeconds(20);

        clock.move(Duration.ofHours(25));
        passSeconds(20);
        connection.recordActivity();
        clock.move(Duration.ofHours(-50));
        passSeconds(20);

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void closesAndCutsAPeerWhoseMessageDoesNotMove() {
        Connection connection = open(true, Peer.NEVER);
        transport.stall();
        connection.send("one");

        for (int second = 0; second < 31; second++) {
            passSeconds(1);
            connection.recordActivity();
        }
        assertThat(transport.closeCode()).isNull();
        passSeconds(3);

        assertThat(transport.closeCode()).isEqualTo(4008);
        assertThat(transport.aborts()).isEqualTo(1);
    }

    @Test
    void aMessageThatIsSentDuringAPauseOfTheNodeIsNotLate() {
        Connection connection = open(true, Peer.NEVER);
        transport.stall();
        connection.send("one");

        passSeconds(10);
        pass(Duration.ofMinutes(5));
        passSeconds(10);

        assertThat(transport.closeCode()).isNull();
    }

    @Test
    void removesAConnectionWhoseServerReportsNothingAfterAFailedSend() {
        Connection connection = open(true, Peer.NEVER);
        transport.stall();
        connection.send("one");
        transport.fail();

        assertThat(transport.closeCode()).isEqualTo(1011);
        passSeconds(20);
        assertThat(registry.size()).isEqualTo(1);
        passSeconds(10);

        assertThat(registry.size()).isZero();
        assertThat(registry.ofAddress("127.0.0.1")).isZero();
        assertThat(transport.aborts()).isEqualTo(1);
        assertThat(transport.pings()).isZero();
    }

    @Test
    void aFaultWithOneConnectionDoesNotAffectTheOthers() {
        Connection faulty = new Connection(
                new FakeDialect(10, true),
                new Peer(null, null, "127.0.0.1", Peer.NEVER),
                new FaultyTransport(),
                time.nanos(),
                1000);
        hub.open(faulty, null);
        open(true, Peer.NEVER);

        passSeconds(31);

        // one, or two when the first came in the first second
        assertThat(transport.pings()).isBetween(1, 2);
        assertThat(faulty.isOpen()).isFalse();
        passSeconds(30);
        assertThat(registry.size()).isEqualTo(1);
    }

    /** Every call ends with an Error. */
    private static final class FaultyTransport implements Transport {
        @Override
        public void send(List<Frame> messages, Consumer<Throwable> done) {
            throw new StackOverflowError("injected");
        }

        @Override
        public boolean ping() {
            throw new OutOfMemoryError("injected");
        }

        @Override
        public void close(int code, String reason) {
            throw new OutOfMemoryError("injected");
        }

        @Override
        public void abort() {
            throw new OutOfMemoryError("injected");
        }
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
