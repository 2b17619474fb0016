package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.concurrent.ManageableThread;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseBulkheadTest {
    private static final int LIMIT = 3;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final DatabaseMonitor monitor = new DatabaseMonitor(() -> DatabaseProbe.Finding.NONE, now::get);
    private final DatabaseBulkhead bulkhead = new DatabaseBulkhead(LIMIT, monitor, now::get);
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void answerAll() throws InterruptedException {
        answers.release(threads.size());
        for (Thread thread : threads) {
            thread.join(SOON.toMillis());
        }
    }

    /** Starts a thread whose statement waits for an answer. */
    private void start() {
        Thread thread = new Thread(() -> bulkhead.run(() -> {
            inside.incrementAndGet();
            answers.acquireUninterruptibly();
            return null;
        }));
        threads.add(thread);
        thread.start();
    }

    private void hang(int many) {
        for (int i = 0; i < many; i++) {
            start();
        }
        await().atMost(SOON).until(() -> inside.get() == many);
    }

    /** A thread as a managed thread factory makes them. */
    private static final class NodeThread extends Thread implements ManageableThread {
        NodeThread(Runnable task) {
            super(task);
        }

        @Override
        public boolean isShutdown() {
            return false;
        }
    }

    /** @return what the work returns on a thread of the node */
    private String onNodeThread(UnaryOperator<Runnable> kind) throws InterruptedException {
        AtomicReference<String> outcome = new AtomicReference<>();
        Thread thread = new NodeThread(kind.apply(() -> {
            try {
                outcome.set(bulkhead.run(DatabaseBulkheadTest::work));
            } catch (DatabaseException refused) {
                outcome.set("refused");
            }
        }));
        thread.start();
        thread.join(SOON.toMillis());
        return outcome.get();
    }

    private static String work() {
        return "done";
    }

    @Test
    void isRefusedAtOnceWhenNoPlaceIsFreeAndNoStatementIsAnswered() {
        hang(LIMIT);
        now.addAndGet(DatabaseBulkhead.STALL_NANOS);
        monitor.begin();
        monitor.pass(DatabaseBulkhead.STALL_NANOS);
        long began = StallFreeClock.nanos();

        assertThatThrownBy(() -> bulkhead.run(DatabaseBulkheadTest::work))
                .isInstanceOf(DatabaseException.class)
                .satisfies(
                        refused -> assertThat(DatabaseException.isBusy(refused)).isTrue());

        assertThat(StallFreeClock.nanos() - began).isLessThan(DatabaseBulkhead.STALL_NANOS);
    }

    @Test
    void requestsThatTakeAllPlacesRefuseNoWorkOfTheNode() throws InterruptedException {
        hang(LIMIT);
        now.addAndGet(DatabaseBulkhead.STALL_NANOS);

        assertThat(onNodeThread(task -> task)).isEqualTo("done");
    }

    @Test
    void threadsThatServeRequestsTakeTheirPlaces() throws InterruptedException {
        hang(LIMIT);
        now.addAndGet(DatabaseBulkhead.STALL_NANOS);
        monitor.begin();
        monitor.pass(DatabaseBulkhead.STALL_NANOS);

        assertThat(onNodeThread(DatabaseBulkhead::forRequests)).isEqualTo("refused");
        assertThat(onNodeThread(task -> task)).isEqualTo("done");
    }

    @Test
    void slowStatementsRefuseNoneWhileTheDatabaseAnswersTheMonitor() {
        hang(LIMIT);
        now.addAndGet(DatabaseBulkhead.STALL_NANOS);
        start();
        await().atMost(SOON).until(() -> bulkhead.waiting() == 1);
        answers.release();

        await().atMost(SOON).until(() -> inside.get() == LIMIT + 1);
    }

    @Test
    void noMoreRequestsWaitForSlowStatementsThanWork() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(DatabaseBulkhead.class.getName());
        log.setFilter(line -> !logged.add(line.getMessage()));
        hang(LIMIT);
        for (int i = 0; i < LIMIT; i++) {
            start();
        }
        await().atMost(SOON).until(() -> bulkhead.waiting() == LIMIT);
        now.addAndGet(DatabaseBulkhead.STALL_NANOS);

        try {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> bulkhead.run(DatabaseBulkheadTest::work))
                        .isInstanceOf(DatabaseException.class);
            }
        } finally {
            log.setFilter(null);
        }

        assertThat(logged).singleElement().asString().contains("503 although the database answers");
    }

    @Test
    void waitsForAPlaceWhileStatementsAreAnswered() {
        hang(LIMIT);
        start();
        answers.release();

        await().atMost(SOON).until(() -> inside.get() == LIMIT + 1);
    }

    @Test
    void aBurstAfterASilenceIsNotStalled() {
        now.addAndGet(Duration.ofHours(1).toNanos());
        hang(LIMIT);
        start();
        answers.release(LIMIT);

        await().atMost(SOON).until(() -> inside.get() == LIMIT + 1);
    }

    @Test
    void nestedWorkTakesNoOtherPlace() {
        hang(LIMIT - 1);

        assertThat(bulkhead.<String, RuntimeException>run(() -> bulkhead.run(DatabaseBulkheadTest::work)))
                .isEqualTo("done");
    }

    @Test
    void aFailureFreesThePlace() {
        for (int i = 0; i <= LIMIT; i++) {
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        throw new DatabaseException(new SQLException("duplicate", "23505"));
                    }))
                    .satisfies(failed ->
                            assertThat(DatabaseException.isDuplicate(failed)).isTrue());
        }

        assertThat(bulkhead.run(DatabaseBulkheadTest::work)).isEqualTo("done");
    }

    @Test
    void isRefusedAtOnceWhileTheDatabaseIsSilentAlthoughPlacesAreFree() {
        monitor.begin();
        for (int i = 0; i < 2; i++) {
            monitor.pass(Duration.ofSeconds(1).toNanos());
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThatThrownBy(() -> bulkhead.run(DatabaseBulkheadTest::work)).isInstanceOf(DatabaseException.class);

        monitor.run();
        assertThat(bulkhead.run(DatabaseBulkheadTest::work)).isEqualTo("done");
    }

    @Test
    void aSlowProbeStopsNobodyWhileStatementsAreAnswered() {
        monitor.begin();
        monitor.pass(Duration.ofSeconds(1).toNanos());
        monitor.pass(Duration.ofSeconds(1).toNanos());
        assertThat(monitor.problem()).contains(DatabaseProblem.SILENT);

        assertThat(bulkhead.run(DatabaseBulkheadTest::work)).isEqualTo("done");
    }
}
