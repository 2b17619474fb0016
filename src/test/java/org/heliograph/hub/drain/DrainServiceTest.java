package org.heliograph.hub.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.platform.RunningTime;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class DrainServiceTest {
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final MovableClock clock = new MovableClock(Instant.ofEpochMilli(1_000_000));
    private final RunningTime time = new RunningTime(
            () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
    private final List<FakeTransport> transports = new ArrayList<>();
    private final DrainService draining = new DrainService(registry, time, clock, this::repeat);
    private Runnable step = () -> {};

    private Runnable repeat(Runnable next) {
        step = next;
        return () -> step = () -> {};
    }

    private void open(int connections) {
        for (int i = 0; i < connections; i++) {
            FakeTransport transport = new FakeTransport();
            transports.add(transport);
            hub.open(
                    new Connection(
                            new FakeDialect(1, false),
                            new Peer(null, null, "127.0.0.1", Peer.NEVER),
                            transport,
                            0,
                            1000),
                    null);
        }
    }

    /** The close codes after a time, of those that are closed. */
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
    void closesConnectionsEvenlyWithGoingAway() {
        open(60);

        draining.start(Duration.ofSeconds(30));

        assertThat(closedAfter(Duration.ZERO)).isEmpty();
        assertThat(closedAfter(Duration.ofSeconds(1))).hasSize(2).containsOnly(1001);
        assertThat(closedAfter(Duration.ofSeconds(14))).hasSize(30);
        assertThat(closedAfter(Duration.ofSeconds(15))).hasSize(60).containsOnly(1001);
    }

    @Test
    void closesConnectionsThatOpenedMeanwhileAtTheEnd() {
        open(1);
        draining.start(Duration.ofSeconds(30));
        open(1);

        assertThat(closedAfter(Duration.ofSeconds(29))).isEmpty();
        assertThat(closedAfter(Duration.ofSeconds(1))).hasSize(2);
        open(1);
        assertThat(closedAfter(Duration.ofSeconds(60))).hasSize(3);
    }

    @Test
    void closesAllWithoutAStep() {
        open(3);

        assertThat(draining.closeAll(Duration.ZERO)).isFalse();

        assertThat(transports).extracting(FakeTransport::closeCode).containsOnly(1001);
        assertThat(draining.progress()).isPresent();
    }

    @Test
    void keepsTheRestOpenWhenCancelled() {
        open(10);
        draining.start(Duration.ofSeconds(10));
        closedAfter(Duration.ofSeconds(4));

        draining.cancel();

        assertThat(closedAfter(Duration.ofMinutes(1))).hasSize(4);
        assertThat(draining.progress()).isEmpty();
    }

    @Test
    void restartsWithAnotherDuration() {
        open(10);
        draining.start(Duration.ofHours(1));

        draining.start(Duration.ZERO);

        assertThat(closedAfter(Duration.ZERO)).hasSize(10);
        assertThat(draining.progress().orElseThrow().duration()).isZero();
    }

    @Test
    void aPauseOfTheNodeClosesNoConnectionsAllAtOnce() {
        open(60);
        draining.start(Duration.ofSeconds(30));
        closedAfter(Duration.ofSeconds(10));

        clock.move(Duration.ofSeconds(20));
        step.run();

        assertThat(closedAfter(Duration.ZERO)).hasSizeBetween(20, 23);
        assertThat(closedAfter(Duration.ofSeconds(20))).hasSize(60);
    }

    @Test
    void spreadsTheRetryTimes() {
        List<Integer> seconds = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            seconds.add(draining.retryAfterSeconds());
        }

        assertThat(seconds).contains(1, 2, 3, 4, 5).allMatch(each -> each >= 1 && each <= 5);
    }
}
