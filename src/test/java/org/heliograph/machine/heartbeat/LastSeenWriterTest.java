package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.heliograph.machine.HeartbeatDelayRepository;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class LastSeenWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final List<List<LastSeen>> batches = new ArrayList<>();
    private final Set<String> offline = new TreeSet<>();
    /** Machines whose times cannot be written. */
    private final Set<String> faulty = new TreeSet<>();

    private final List<LastSeen> appliedLate = new ArrayList<>();
    private int lateBatches;
    private final Set<String> locked = new TreeSet<>();
    private boolean failing;
    private Duration duration = Duration.ZERO;
    private final MovableClock clock = new MovableClock(NOW);
    private final List<Instant> delays = new ArrayList<>();
    private final LastSeenWriter writer = new LastSeenWriter(
            new HeartbeatRepository() {
                @Override
                public List<LastSeen> writeLastSeen(List<LastSeen> batch) {
                    if (failing) {
                        throw new DatabaseException(new SQLException("away", "08001"));
                    }
                    if (batch.stream().anyMatch(seen -> faulty.contains(seen.machineId()))) {
                        throw new DatabaseException(new SQLException("deadlock", "40P01"));
                    }
                    clock.move(duration);
                    batches.add(batch);
                    return batch.stream()
                            .filter(seen -> offline.contains(seen.machineId()))
                            .toList();
                }
            },
            new TransitionRepository() {
                @Override
                public List<LastSeen> applyLate(List<LastSeen> batch) {
                    lateBatches++;
                    if (batch.stream().anyMatch(seen -> faulty.contains("late " + seen.machineId()))) {
                        throw new IllegalStateException("a bug");
                    }
                    Map<Boolean, List<LastSeen>> byLock = batch.stream()
                            .collect(Collectors.partitioningBy(seen -> locked.contains(seen.machineId())));
                    appliedLate.addAll(byLock.get(false));
                    return byLock.get(true);
                }
            },
            new HeartbeatDelayMonitor(
                    new HeartbeatDelayRepository(null) {
                        @Override
                        public void record(Instant until) {
                            delays.add(until);
                        }
                    },
                    clock),
            10_000);

    @Test
    void timesThatCouldNotBeWrittenForLongAreADelayUntilTheyAreWritten() {
        writer.add(new LastSeen("m1", NOW));
        failing = true;
        for (int second = 0; second <= 15; second++) {
            writer.flush();
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(delays).isEmpty();

        writer.flush();
        failing = false;
        clock.move(Duration.ofSeconds(1));
        writer.flush();
        clock.move(Duration.ofSeconds(1));
        writer.flush();

        assertThat(delays).containsExactly(NOW.plusSeconds(16), NOW.plusSeconds(17));
    }

    @Test
    void faultOfOneMachineDelaysNoOther() {
        faulty.add("m2");
        offline.add("m4");
        faulty.add("late m4");
        for (int second = 0; second <= 60; second++) {
            for (String id : List.of("m1", "m2", "m3", "m4")) {
                writer.add(new LastSeen(id, clock.instant()));
            }
            writer.flush();
            clock.move(Duration.ofSeconds(1));
        }

        assertThat(batches)
                .endsWith(
                        List.of(new LastSeen("m1", NOW.plusSeconds(60))),
                        List.of(new LastSeen("m3", NOW.plusSeconds(60))),
                        List.of(new LastSeen("m4", NOW.plusSeconds(60))));
        assertThat(delays).isEmpty();
        faulty.clear();
        writer.flush();
        assertThat(batches)
                .endsWith(List.of(new LastSeen("m2", NOW.plusSeconds(60)), new LastSeen("m4", NOW.plusSeconds(60))));
    }

    @Test
    void faultOfManyMachinesIsADelay() {
        for (int i = 0; i < 10; i++) {
            faulty.add("m" + i);
            writer.add(new LastSeen("m" + i, NOW));
        }
        for (int second = 0; second <= 16; second++) {
            writer.flush();
            clock.move(Duration.ofSeconds(1));
        }

        assertThat(delays).containsExactly(NOW.plusSeconds(16));
        assertThat(writer.takePending()).hasSize(10);
    }

    @Test
    void writeThatTakesLongIsADelay() {
        writer.add(new LastSeen("m1", NOW));
        duration = Duration.ofSeconds(40);

        writer.flush();

        assertThat(delays).containsExactly(NOW.plusSeconds(40));
    }

    @Test
    void writesTheLatestTimePerMachine() {
        writer.add(new LastSeen("m1", NOW.plusSeconds(2)));
        writer.add(new LastSeen("m1", NOW));
        writer.add(new LastSeen("m1", NOW.plusSeconds(1)));

        writer.flush();

        assertThat(batches).containsExactly(List.of(new LastSeen("m1", NOW.plusSeconds(2))));
    }

    @Test
    void writesInOrderOfIdsInBatchesOfFiveHundred() {
        for (int i = 1200; i-- > 0; ) {
            writer.add(new LastSeen("m%04d".formatted(i), NOW));
        }

        writer.flush();

        assertThat(batches).extracting(List::size).containsExactly(500, 500, 200);
        assertThat(batches.stream().flatMap(List::stream).map(LastSeen::machineId))
                .isSorted();
    }

    @Test
    void appliesTimesOfMachinesThatAreNotOnlineTogether() {
        offline.addAll(List.of("m2", "m3"));
        for (String id : List.of("m1", "m2", "m3")) {
            writer.add(new LastSeen(id, NOW));
        }

        writer.flush();

        assertThat(appliedLate).containsExactly(new LastSeen("m2", NOW), new LastSeen("m3", NOW));
        assertThat(lateBatches).isEqualTo(1);
    }

    @Test
    void aFaultyMachineThatIsNotOnlineKeepsNoOtherOffline() {
        offline.addAll(List.of("m1", "m2", "m3"));
        faulty.add("late m2");
        for (String id : List.of("m1", "m2", "m3")) {
            writer.add(new LastSeen(id, NOW));
        }

        writer.flush();

        assertThat(appliedLate).containsExactly(new LastSeen("m1", NOW), new LastSeen("m3", NOW));
        assertThat(writer.takePending()).containsExactly(new LastSeen("m2", NOW));
    }

    @Test
    void appliesTimesOfLockedMachinesWithTheNextFlush() {
        offline.add("m1");
        locked.add("m1");
        writer.add(new LastSeen("m1", NOW));
        writer.flush();
        assertThat(appliedLate).isEmpty();

        locked.clear();
        writer.flush();

        assertThat(appliedLate).containsExactly(new LastSeen("m1", NOW));
        assertThat(delays).isEmpty();
    }

    @Test
    void retriesAFailedBatchWithTheNextFlush() {
        failing = true;
        writer.add(new LastSeen("m1", NOW));
        writer.flush();

        failing = false;
        writer.add(new LastSeen("m1", NOW.plusSeconds(1)));
        writer.flush();
        writer.flush();

        assertThat(batches).containsExactly(List.of(new LastSeen("m1", NOW.plusSeconds(1))));
    }

    @Test
    void bufferIsBounded() {
        LastSeenWriter small = new LastSeenWriter(null, null, null, 2);

        assertThat(small.add(new LastSeen("m1", NOW))).isTrue();
        assertThat(small.add(new LastSeen("m2", NOW))).isTrue();
        assertThat(small.add(new LastSeen("m3", NOW))).isFalse();
        assertThat(small.add(new LastSeen("m1", NOW.plusSeconds(1)))).isTrue();
    }
}
