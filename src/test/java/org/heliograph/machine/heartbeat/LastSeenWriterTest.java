package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LastSeenWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final LastSeenBuffer buffer = new LastSeenBuffer(10_000);
    private final List<List<LastSeen>> batches = new ArrayList<>();
    private final Set<String> notOnline = new TreeSet<>();
    private final List<LastSeen> late = new ArrayList<>();
    private boolean broken;
    private final LastSeenWriter writer = new LastSeenWriter(
            buffer,
            batch -> {
                if (broken) {
                    throw new IllegalStateException("the database is away");
                }
                batches.add(batch);
                return batch.stream()
                        .filter(seen -> notOnline.contains(seen.machineId()))
                        .toList();
            },
            new HeartbeatUpdater() {
                @Override
                public void late(LastSeen seen) {
                    late.add(seen);
                }
            });

    @Test
    void writesOneTimeForEachMachineAndThatTheLatest() {
        buffer.add(new LastSeen("m1", NOW.plusSeconds(2)));
        buffer.add(new LastSeen("m1", NOW));
        buffer.add(new LastSeen("m1", NOW.plusSeconds(1)));

        writer.flush();

        assertThat(batches).containsExactly(List.of(new LastSeen("m1", NOW.plusSeconds(2))));
    }

    @Test
    void writesInTheOrderOfIdsAtMostFiveHundredAtOnce() {
        for (int i = 1200; i-- > 0; ) {
            buffer.add(new LastSeen("m%04d".formatted(i), NOW));
        }

        writer.flush();

        assertThat(batches).extracting(List::size).containsExactly(500, 500, 200);
        assertThat(batches.stream().flatMap(List::stream).map(LastSeen::machineId))
                .isSorted();
    }

    @Test
    void sendsTheOthersTheWayOfASingleChange() {
        notOnline.add("m2");
        buffer.add(new LastSeen("m1", NOW));
        buffer.add(new LastSeen("m2", NOW));

        writer.flush();

        assertThat(late).containsExactly(new LastSeen("m2", NOW));
    }

    @Test
    void keepsWhatCouldNotBeWrittenForTheNextTime() {
        broken = true;
        buffer.add(new LastSeen("m1", NOW));
        writer.flush();

        broken = false;
        buffer.add(new LastSeen("m1", NOW.plusSeconds(1)));
        writer.flush();
        writer.flush();

        assertThat(batches).containsExactly(List.of(new LastSeen("m1", NOW.plusSeconds(1))));
    }

    @Test
    void doesNotGrowBeyondItsBound() {
        LastSeenBuffer small = new LastSeenBuffer(2);

        assertThat(small.add(new LastSeen("m1", NOW))).isTrue();
        assertThat(small.add(new LastSeen("m2", NOW))).isTrue();
        assertThat(small.add(new LastSeen("m3", NOW))).isFalse();
        assertThat(small.add(new LastSeen("m1", NOW.plusSeconds(1)))).isTrue();
    }
}
