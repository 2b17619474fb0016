package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.TransitionRepository.Outcome;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TransitionWriterTest {
    private final List<List<String>> groups = new ArrayList<>();
    /** Machines whose presence makes their group fail. */
    private final Set<String> faulty = new TreeSet<>();
    /** Machines that are locked, until they have been tried once. */
    private final Set<String> locked = new TreeSet<>();

    private final Set<String> refused = new TreeSet<>();
    private RuntimeException fault = new IllegalStateException("a bug");
    private int failures;
    private final TransitionWriter writer = new TransitionWriter(new TransitionRepository() {
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
            return group.stream().map(TransitionWriterTest.this::outcome).toList();
        }
    });

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
