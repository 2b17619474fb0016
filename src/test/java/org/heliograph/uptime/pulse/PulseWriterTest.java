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
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.Pulse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
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
    void pulseIsAnsweredOnlyAfterItIsStored() throws InterruptedException {
        PendingPulse pulse = add("m");
        thread.start();
        reached.await();
        assertThat(pulse.stored()).isNotDone();

        open.countDown();

        assertThat(pulse.stored().join()).isEqualTo("m");
        assertThat(stored).containsExactly(List.of(pulse));
    }

    @Test
    void pulsesThatArriveDuringAWriteShareTheNextCommit() throws InterruptedException {
        add("first");
        thread.start();
        reached.await();
        List<PendingPulse> meanwhile =
                IntStream.range(0, 700).mapToObj(i -> add("m" + i)).toList();

        open.countDown();
        meanwhile.forEach(pulse -> pulse.stored().join());

        assertThat(stored).extracting(List::size).containsExactly(1, PulseWriter.MAX_BATCH, 200);
    }

    @Test
    void refusedPulseDoesNotAffectOthersOfItsBatch() {
        List<PendingPulse> good =
                IntStream.range(0, 20).mapToObj(i -> add("m" + i)).toList();
        PendingPulse bad = add("poison");
        List<PendingPulse> more =
                IntStream.range(20, 40).mapToObj(i -> add("m" + i)).toList();

        run();

        assertThat(rejection(bad).status()).isEqualTo(400);
        assertThat(good).allSatisfy(pulse -> assertThat(pulse.stored()).isCompleted());
        assertThat(more).allSatisfy(pulse -> assertThat(pulse.stored()).isCompleted());
        assertThat(stored.stream().flatMap(List::stream)).hasSize(40).doesNotContain(bad);
    }

    @Test
    void deadlockIsRetried() {
        failures.addAll(List.of("40P01", "40001"));
        PendingPulse pulse = add("m");

        run();

        assertThat(pulse.stored()).isCompletedWithValue("m");
        assertThat(stored).hasSize(1);
    }

    @Test
    void unreachableDatabaseIsReportedWithoutRetry() {
        failures.add("08006");
        PendingPulse one = add("m1");
        PendingPulse other = add("m2");

        run();

        assertThat(rejection(one).status()).isEqualTo(503);
        assertThat(rejection(other).retryAfterSeconds()).isPositive();
        assertThat(stored).isEmpty();
    }

    @Test
    void pulseOfADeletedMonitorIsRejectedLikeItsToken() {
        PendingPulse gone = add("gone");
        PendingPulse there = add("m");

        run();

        assertThat(rejection(gone).status()).isEqualTo(401);
        assertThat(rejection(gone)).hasMessage("Invalid token");
        assertThat(there.stored()).isCompleted();
    }

    @Test
    void fullQueueRejectsAndQueuedPulsesAreStored() {
        List<PendingPulse> all = IntStream.range(0, PulseWriter.CAPACITY + 1)
                .mapToObj(i -> add("m"))
                .toList();

        assertThat(rejection(all.get(PulseWriter.CAPACITY)).status()).isEqualTo(503);
        run();
        assertThat(all.subList(0, PulseWriter.CAPACITY))
                .allSatisfy(pulse -> assertThat(pulse.stored()).isCompletedWithValue("m"));
    }

    @Test
    void largePulsesAreBoundedInBytes() {
        String message = "é".repeat(Pulse.LONGEST_MESSAGE);
        List<PendingPulse> all = IntStream.range(0, PulseWriter.CAPACITY)
                .mapToObj(i -> add("m", message))
                .toList();

        int fit = (int) (PulseWriter.MAX_BYTES / all.get(0).bytes());
        assertThat(fit).isLessThan(PulseWriter.CAPACITY);
        assertThat(rejection(all.get(fit)).status()).isEqualTo(503);
        run();
        assertThat(all.subList(0, fit))
                .allSatisfy(pulse -> assertThat(pulse.stored()).isCompletedWithValue("m"));
    }

    @Test
    void queuedPulsesAreStoredBeforeTheEndAndLaterOnesAreRejected() {
        PendingPulse before = add("m");
        run();

        PendingPulse after = add("m");

        assertThat(before.stored()).isCompletedWithValue("m");
        assertThat(rejection(after).status()).isEqualTo(503);
    }

    /** Runs the writer until everything is stored. */
    private void run() {
        open.countDown();
        writer.close();
        writer.run();
    }

    private Set<String> store(List<PendingPulse> batch) {
        reached.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(new SQLException("made to fail", failures.remove(0)));
        }
        if (batch.stream().anyMatch(pulse -> pulse.monitorId().equals("poison"))) {
            throw new IllegalStateException(new SQLException("made to fail", "22003"));
        }
        stored.add(List.copyOf(batch));
        return Set.of("gone");
    }

    private PendingPulse add(String monitorId) {
        return add(monitorId, null);
    }

    /** @param failure null for a pulse of a service that works */
    private PendingPulse add(String monitorId, String failure) {
        MonitorToken token = new MonitorToken(monitorId, new CheckSettings(1, 0, 0, 1, 1), List.of("", "", ""));
        PendingPulse pulse = new PendingPulse(token, new Pulse(Instant.EPOCH, 0, Pulse.NO_METRICS, failure));
        writer.add(pulse);
        return pulse;
    }

    private static ApiException rejection(PendingPulse pulse) {
        assertThatThrownBy(() -> pulse.stored().join()).isInstanceOf(CompletionException.class);
        return pulse.stored().handle((id, failed) -> (ApiException) failed).join();
    }
}
