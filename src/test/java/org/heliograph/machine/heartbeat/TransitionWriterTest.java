package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.TransitionRepository.Outcome;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransitionWriterTest {
    private static final Logger LOG = Logger.getLogger(TransitionWriter.class.getName());

    private final List<List<String>> groups = new CopyOnWriteArrayList<>();
    /** Machines whose presence makes their group fail. */
    private final Set<String> faulty = new TreeSet<>();
    /** Machines that are locked, until they have been tried once. */
    private final Set<String> locked = new TreeSet<>();

    private final Set<String> refused = new TreeSet<>();
    private final Handler fullMemory = new Handler() {
        @Override
        public void publish(LogRecord record) {
            throw new OutOfMemoryError("for the test");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    /** Makes writers that end at once, since groups are committed on the test's thread. */
    private ThreadFactory threads = work -> new Thread(() -> {});

    private RuntimeException fault = new IllegalStateException("a bug");
    private int failures;
    private final TransitionWriter writer = new TransitionWriter(
            new TransitionRepository() {
                @Override
                public List<Outcome> store(List<PendingTransition> group) {
                    groups.add(group.stream().map(PendingTransition::machineId).toList());
                    if (failures > 0) {
                        failures--;
                        throw fault;
                    }
                    if (group.stream().anyMatch(one -> faulty.contains(one.machineId()))) {
                        throw fault;
                    }
                    return group.stream()
                            .map(TransitionWriterTest.this::outcome)
                            .toList();
                }
            },
            work -> threads.newThread(work));

    private Outcome outcome(PendingTransition one) {
        if (locked.remove(one.machineId())) {
            return new Outcome.Locked();
        }
        if (refused.contains(one.machineId())) {
            return new Outcome.Refused(HeartbeatService.invalidNodeKey());
        }
        assertThat(one.stored()).as("answered after the commit").isNotDone();
        return new Outcome.Applied(Transitions.snapshot(one.orgId(), one.machineId(), MachineStatus.ONLINE));
    }

    @Test
    void manyTransitionsShareACommitAndAreAnsweredAfterIt() {
        List<PendingTransition> all = add(200);

        run();

        assertThat(groups).hasSize(1);
        assertThat(all)
                .allSatisfy(one -> assertThat(one.stored().join().status()).isEqualTo(MachineStatus.ONLINE));
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void faultyMemberFailsNoOther() {
        List<PendingTransition> all = add(100);
        faulty.add("m42");

        run();

        assertThat(all)
                .filteredOn(one -> !one.machineId().equals("m42"))
                .allSatisfy(one -> assertThat(one.stored()).isCompleted());
        assertThatThrownBy(() -> all.get(42).stored().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(fault);
        assertThat(groups).contains(List.of("m42"));
    }

    @Test
    void refusedMemberFailsNoOther() {
        List<PendingTransition> all = add(3);
        refused.add("m1");

        run();

        assertThat(groups).hasSize(1);
        assertThat(all.get(0).stored()).isCompleted();
        assertThatThrownBy(() -> all.get(1).stored().join()).hasCauseInstanceOf(ApiException.class);
        assertThat(all.get(2).stored()).isCompleted();
    }

    @Test
    void lockedMemberIsCommittedLaterAndDelaysNoOther() {
        add(3);
        locked.add("m1");

        run();

        assertThat(groups).containsExactly(List.of("m0", "m1", "m2"), List.of("m1"));
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void lostDeadlockIsTriedAgainTogether() {
        List<PendingTransition> all = add(3);
        fault = new DatabaseException(new SQLException("deadlock", "40P01"));
        failures = 2;

        run();

        assertThat(groups).hasSize(3).allMatch(group -> group.size() == 3);
        assertThat(all).allSatisfy(one -> assertThat(one.stored()).isCompleted());
    }

    @Test
    void databaseThatIsAwayFailsTheGroupAtOnce() {
        List<PendingTransition> all = add(100);
        fault = new DatabaseException(new SQLException("away", "08006"));
        failures = 1;

        run();

        assertThat(groups).hasSize(1);
        assertThat(all).allSatisfy(one -> assertThat(one.stored()).isCompletedExceptionally());
    }

    @Test
    void thoseWhoHaveWaitedTooLongAreAnsweredAndNotCommitted() {
        PendingTransition late = Transitions.of("acme", "late", System.nanoTime() - 1);
        writer.add(late);
        PendingTransition other = add(1).get(0);

        writer.expire();
        assertThatThrownBy(() -> late.stored().join())
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class, busy -> assertThat(busy.status()).isEqualTo(503));
        run();

        assertThat(groups).containsExactly(List.of("m0"));
        assertThat(other.stored()).isCompleted();
    }

    @Test
    void fullQueueRefusesAtOnce() {
        add(TransitionWriter.CAPACITY);

        PendingTransition one = Transitions.of("acme", "one more", Long.MAX_VALUE);
        writer.add(one);

        assertThatThrownBy(() -> one.stored().join())
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class, busy -> assertThat(busy.status()).isEqualTo(503));
    }

    @Test
    void aFaultOutsideOfAGroupEndsNoWriter() throws InterruptedException {
        PendingTransition once = Transitions.faulty("globex", "g1");
        PendingTransition other = add(1).get(0);
        writer.add(once);
        Thread second = new Thread(() -> await().until(() -> {
            writer.look();
            return once.stored().getNow(null) != null;
        }));
        second.start();

        run();
        second.join();

        assertThat(once.stored()).isCompleted();
        assertThat(other.stored()).isCompleted();
    }

    @Test
    void aFaultThatCannotBeLoggedLeavesNoSenderWaiting() {
        List<PendingTransition> all = add(4);
        faulty.add("m2");
        LOG.addHandler(fullMemory);
        try {
            run();
        } finally {
            LOG.removeHandler(fullMemory);
        }

        assertThat(all).allSatisfy(one -> assertThat(one.stored()).isDone());
        assertThat(all.get(3).stored()).isCompleted();
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void writersThatHaveEndedAreReplaced() throws InterruptedException {
        List<Thread> started = new CopyOnWriteArrayList<>();
        threads = work -> {
            Thread thread = new Thread(work);
            started.add(thread);
            return thread;
        };
        PendingTransition first = add(1).get(0);
        await().until(() -> first.stored().isDone());
        for (Thread thread : started) {
            thread.interrupt();
            thread.join();
        }

        writer.look();
        PendingTransition second = add(1).get(0);

        await().until(() -> second.stored().isDone());
        assertThat(started).hasSize(2 * TransitionWriter.WRITERS);
        writer.close();
        writer.look();
        assertThat(started).hasSize(2 * TransitionWriter.WRITERS);
    }

    private List<PendingTransition> add(int count) {
        List<PendingTransition> all = IntStream.range(0, count)
                .mapToObj(i -> Transitions.of("acme", "m" + i, System.nanoTime() + Long.MAX_VALUE / 2))
                .toList();
        all.forEach(writer::add);
        return all;
    }

    /** Commits on this thread all that is queued. */
    private void run() {
        writer.close();
        writer.run();
    }
}
