package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.heliograph.testing.LoggedRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseMonitorTest {
    @RegisterExtension
    final LoggedRecords logged = new LoggedRecords(DatabaseMonitor.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong();
    private DatabaseProbe.Finding finding = DatabaseProbe.Finding.NONE;
    private final DatabaseMonitor monitor = new DatabaseMonitor(() -> finding, now::get);
    private final AtomicInteger probes = new AtomicInteger();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private DatabaseMonitor watched;

    @AfterEach
    void leave() {
        if (watched != null) {
            watched.stop();
        }
    }

    private void probe(DatabaseProblem problem) {
        finding = new DatabaseProbe.Finding(problem, "detail");
        monitor.begin();
        monitor.run();
        monitor.report();
    }

    private static DatabaseException failure(String state) {
        return new DatabaseException(new SQLException("failed", state));
    }

    @Test
    void aProbeThatIsNotAnsweredForTwoSecondsMeansSilence() {
        monitor.begin();
        monitor.pass(SECOND);
        assertThat(monitor.problem()).isEmpty();
        monitor.pass(SECOND);

        assertThat(monitor.problem()).contains(DatabaseProblem.SILENT);

        monitor.run();
        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void aPauseOfThisProcessIsNotTakenForSilence() {
        monitor.begin();
        monitor.pass(20 * SECOND);

        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void anOutageIsLoggedOnceAndItsEndOnce() {
        for (int i = 0; i < 5; i++) {
            probe(DatabaseProblem.UNREACHABLE);
            monitor.record(failure("08006"));
        }
        probe(null);
        probe(null);

        assertThat(logged.all()).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO);
    }

    @Test
    void aFailureThatOthersMetCountsForAWhile() {
        monitor.record(failure("53100"));

        assertThat(monitor.problem()).contains(DatabaseProblem.DISK_FULL);

        now.addAndGet(DatabaseMonitor.SIGHTING_NANOS);
        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void oneLockThatWasNotHadInTimeIsChance() {
        monitor.record(failure("55P03"));
        assertThat(monitor.problem()).isEmpty();

        monitor.record(failure("55P03"));
        assertThat(monitor.problem()).contains(DatabaseProblem.LOCKED);
    }

    @Test
    void aProbeThatBreaksIsAnOutage() {
        DatabaseMonitor broken = new DatabaseMonitor(
                () -> {
                    throw new IllegalStateException("broken");
                },
                now::get);
        broken.begin();
        broken.run();

        assertThat(broken.problem()).contains(DatabaseProblem.UNREACHABLE);
    }

    @Test
    void aFaultDoesNotEndTheWatch() {
        AtomicInteger faults = new AtomicInteger(3);
        watching(() -> {
            if (faults.getAndDecrement() > 0) {
                throw new OutOfMemoryError("for the test");
            }
            return System.nanoTime();
        });

        awaitProbes(2);
        assertThat(logged.all()).as("once").extracting(LogRecord::getLevel).containsExactly(Level.WARNING);
    }

    @Test
    void aWatchThatHasEndedBeginsAgain() throws InterruptedException {
        DatabaseMonitor watch = watching(System::nanoTime);
        awaitProbes(1);
        Thread ended = threads.get(0);
        ended.interrupt();
        ended.join(TIMEOUT.toMillis());
        assertThat(ended.isAlive()).isFalse();
        int before = probes.get();

        watch.ensureWatched();
        watch.ensureWatched();

        awaitProbes(before + 2);
        assertThat(threads).filteredOn(DatabaseMonitorTest::watches).hasSize(2);
    }

    @Test
    void aWatchThatWasStoppedDoesNotBeginAgain() {
        DatabaseMonitor watch = watching(System::nanoTime);
        watch.stop();
        int before = threads.size();

        watch.ensureWatched();

        assertThat(threads).hasSize(before);
    }

    private static boolean watches(Thread thread) {
        return thread.getName().startsWith("heliograph-database-monitor");
    }

    private void awaitProbes(int count) {
        await().atMost(TIMEOUT).until(() -> probes.get() >= count);
    }

    /** A monitor that watches until the end of the test. */
    private DatabaseMonitor watching(LongSupplier nanoTime) {
        watched = new DatabaseMonitor(
                () -> {
                    probes.incrementAndGet();
                    return DatabaseProbe.Finding.NONE;
                },
                nanoTime);
        watched.start(work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
        return watched;
    }
}
