package org.heliograph.hub.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class DrainingTest {
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final MovableClock clock = new MovableClock(Instant.ofEpochMilli(1_000_000));
    private final List<FakeTransport> wires = new ArrayList<>();
    private final Draining draining = new Draining(registry, clock, this::pace);
    private Runnable step = () -> {};

    private Runnable pace(Runnable next) {
        step = next;
        return () -> step = () -> {};
    }

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
        public FrameQueue backlog() {
            return new RejectingQueue(1);
        }

        @Override
        public Liveness liveness() {
            return null;
        }
    }

    private void open(int sockets) {
        for (int i = 0; i < sockets; i++) {
            FakeTransport wire = new FakeTransport();
            wires.add(wire);
            hub.open(new Connection(new Silent(), new Peer(null, null, "127.0.0.1", Peer.NEVER), wire, 0, 1000), null);
        }
    }

    /** The close codes after a time, of those that are closed. */
    private List<Integer> closedAfter(Duration time) {
        clock.move(time);
        step.run();
        return wires.stream()
                .map(FakeTransport::closeCode)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void closesSocketsEvenlyWithGoingAway() {
        open(60);

        draining.begin(Duration.ofSeconds(30));

        assertThat(closedAfter(Duration.ZERO)).isEmpty();
        assertThat(closedAfter(Duration.ofSeconds(1))).hasSize(2).containsOnly(1001);
        assertThat(closedAfter(Duration.ofSeconds(14))).hasSize(30);
        assertThat(closedAfter(Duration.ofSeconds(15))).hasSize(60).containsOnly(1001);
    }

    @Test
    void closesInTheEndWhoeverWasOnTheWayIn() {
        open(1);
        draining.begin(Duration.ofSeconds(30));
        open(1);

        assertThat(closedAfter(Duration.ofSeconds(29))).isEmpty();
        assertThat(closedAfter(Duration.ofSeconds(1))).hasSize(2);
        open(1);
        assertThat(closedAfter(Duration.ofSeconds(60))).hasSize(3);
    }

    @Test
    void leavesTheRestOpenWhenItIsTakenBack() {
        open(10);
        draining.begin(Duration.ofSeconds(10));
        closedAfter(Duration.ofSeconds(4));

        draining.takeBack();

        assertThat(closedAfter(Duration.ofMinutes(1))).hasSize(4);
        assertThat(draining.course()).isEmpty();
    }

    @Test
    void takesAnotherTimeForWhatIsStillOpen() {
        open(10);
        draining.begin(Duration.ofHours(1));

        draining.begin(Duration.ZERO);

        assertThat(closedAfter(Duration.ZERO)).hasSize(10);
        assertThat(draining.course().orElseThrow().over()).isZero();
    }

    @Test
    void tellsThoseItRefusesToComeBackAtDifferentTimes() {
        List<Integer> told = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            told.add(draining.retryAfterSeconds());
        }

        assertThat(told).contains(1, 2, 3, 4, 5).allMatch(seconds -> seconds >= 1 && seconds <= 5);
    }
}
