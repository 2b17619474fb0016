package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.calculation.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PulseWriterTest {
    private static final Duration GATHER = Duration.ofSeconds(5);

    private final List<List<PendingPulse>> stored = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final PulseWriter writer = new PulseWriter(this::store, GATHER);
    private final Thread thread = new Thread(writer, "writer-under-test");

    @AfterEach
    void end() throws InterruptedException {
        open.countDown();
        writer.close();
        thread.join();
    }

    @Test
    void aPulseIsAnsweredAfterItIsStoredAndNotBefore() throws InterruptedException {
        PendingPulse arrival = add("m");
        thread.start();
        reached.await();
        assertThat(arrival.stored()).isNotDone();

        open.countDown();

        assertThat(arrival.stored().join()).isEqualTo("m");
        assertThat(stored).containsExactly(List.of(arrival));
    }

    @Test
    void whatComesWhileAGroupIsStoredSharesTheNextCommit() throws InterruptedException {
        add("first");
        thread.start();
        reached.await();
        List<PendingPulse> meanwhile =
                IntStream.range(0, 700).mapToObj(i -> add("m" + i)).toList();

        open.countDown();
        meanwhile.forEach(arrival -> arrival.stored().join());

        assertThat(stored).extracting(List::size).containsExactly(1, PulseWriter.LARGEST_GROUP, 200);
    }

    @Test
    void onePulseThatTheDatabaseRefusesCostsNoOther() {
        List<PendingPulse> good =
                IntStream.range(0, 20).mapToObj(i -> add("m" + i)).toList();
        PendingPulse bad = add("poison");
        List<PendingPulse> more =
                IntStream.range(20, 40).mapToObj(i -> add("m" + i)).toList();

        run();

        assertThat(refusal(bad).status()).isEqualTo(503);
        assertThat(good).allSatisfy(arrival -> assertThat(arrival.stored()).isCompleted());
        assertThat(more).allSatisfy(arrival -> assertThat(arrival.stored()).isCompleted());
        assertThat(stored.stream().flatMap(List::stream)).hasSize(40).doesNotContain(bad);
    }

    @Test
    void aDeadlockIsTriedAgain() {
        failures.addAll(List.of("40P01", "40001"));
        PendingPulse arrival = add("m");

        run();

        assertThat(arrival.stored()).isCompletedWithValue("m");
        assertThat(stored).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayIsSaidSoAtOnce() {
        failures.add("08006");
        PendingPulse one = add("m1");
        PendingPulse other = add("m2");

        run();

        assertThat(refusal(one).status()).isEqualTo(503);
        assertThat(refusal(other).retryAfterSeconds()).isPositive();
        assertThat(stored).isEmpty();
    }

    @Test
    void thePulseOfAMonitorThatWasDeletedMeanwhileIsRefusedAsItsTokenWouldBe() {
        PendingPulse gone = add("gone");
        PendingPulse there = add("m");

        run();

        assertThat(refusal(gone).status()).isEqualTo(401);
        assertThat(refusal(gone)).hasMessage("Invalid token");
        assertThat(there.stored()).isCompleted();
    }

    @Test
    void whatFindsNoRoomIsRefusedAtOnceAndWhatFoundSomeIsStored() {
        List<PendingPulse> all =
                IntStream.range(0, PulseWriter.ROOM + 1).mapToObj(i -> add("m")).toList();

        assertThat(refusal(all.get(PulseWriter.ROOM)).status()).isEqualTo(503);
        run();
        assertThat(all.subList(0, PulseWriter.ROOM))
                .allSatisfy(arrival -> assertThat(arrival.stored()).isCompletedWithValue("m"));
    }

    @Test
    void whatWasTakenInIsStoredBeforeItEndsAndWhatComesAfterwardsIsRefused() {
        PendingPulse before = add("m");
        run();

        PendingPulse after = add("m");

        assertThat(before.stored()).isCompletedWithValue("m");
        assertThat(refusal(after).status()).isEqualTo(503);
    }

    /** Lets it store everything, and end. */
    private void run() {
        open.countDown();
        writer.close();
        writer.run();
    }

    private Set<String> store(List<PendingPulse> group) {
        reached.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(new SQLException("made to fail", failures.remove(0)));
        }
        if (group.stream().anyMatch(arrival -> arrival.target().monitorId().equals("poison"))) {
            throw new IllegalStateException(new SQLException("made to fail", "22003"));
        }
        stored.add(List.copyOf(group));
        return Set.of("gone");
    }

    private PendingPulse add(String monitorId) {
        MonitorToken target = new MonitorToken(monitorId, new Tolerance(1, 1, 1), List.of("", "", ""));
        PendingPulse arrival = new PendingPulse(target, new Pulse(Instant.EPOCH, 0, PulseMetrics.NONE));
        writer.add(arrival);
        return arrival;
    }

    private static ApiException refusal(PendingPulse arrival) {
        assertThatThrownBy(() -> arrival.stored().join()).isInstanceOf(CompletionException.class);
        return arrival.stored().handle((id, failed) -> (ApiException) failed).join();
    }
}
