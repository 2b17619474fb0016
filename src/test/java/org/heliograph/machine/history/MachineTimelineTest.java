package org.heliograph.machine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.machine.history.MachineTimeline.Change;
import org.heliograph.machine.history.MachineTimeline.Outage;
import org.junit.jupiter.api.Test;

class MachineTimelineTest {
    private static Instant at(int minute) {
        return Instant.parse("2026-03-17T10:00:00Z").plusSeconds(60L * minute);
    }

    private static MachineTimeline timeline(List<Change> changes, List<Outage> outages) {
        return MachineTimeline.of(at(0), at(60), changes, outages);
    }

    private static String text(MachineTimeline timeline) {
        StringBuilder text = new StringBuilder();
        timeline.segments()
                .forEach(segment -> text.append(segment.status())
                        .append(' ')
                        .append((segment.until().getEpochSecond()
                                        - segment.from().getEpochSecond())
                                / 60)
                        .append(' '));
        return text.toString().trim();
    }

    @Test
    void theTimeBeforeTheFirstKnownStatusIsUnknownAndCountsNot() {
        MachineTimeline timeline =
                timeline(List.of(new Change(at(30), "online"), new Change(at(45), "offline")), List.of());

        assertThat(text(timeline)).isEqualTo("unknown 30 online 15 offline 15");
        assertThat(timeline.availability()).hasValue(0.5);
    }

    @Test
    void aChangeBeforeTheStartSaysWhatTheStatusWasThen() {
        assertThat(text(timeline(List.of(new Change(at(-90), "pending"), new Change(at(-5), "online")), List.of())))
                .isEqualTo("online 60");
    }

    @Test
    void anOutageOfTheServerIsUnknownAndNoDowntime() {
        MachineTimeline timeline = timeline(
                List.of(new Change(at(-5), "online"), new Change(at(40), "offline")),
                List.of(new Outage(at(-10), at(10)), new Outage(at(30), at(50))));

        assertThat(text(timeline)).isEqualTo("unknown 10 online 20 unknown 20 offline 10");
        assertThat(timeline.availability().getAsDouble()).isEqualTo(20.0 / 30);
    }

    @Test
    void changesThatRepeatTheStatusMakeOneSegment() {
        assertThat(text(timeline(List.of(new Change(at(-5), "online"), new Change(at(20), "online")), List.of())))
                .isEqualTo("online 60");
    }

    @Test
    void aMachineThatWasNeverOnlineOrOfflineHasNoAvailability() {
        MachineTimeline timeline = timeline(List.of(new Change(at(0), "pending")), List.of());

        assertThat(text(timeline)).isEqualTo("pending 60");
        assertThat(timeline.availability()).isEmpty();
    }

    @Test
    void changesAndOutagesAfterTheEndAreLeftOut() {
        assertThat(text(timeline(
                        List.of(new Change(at(-1), "online"), new Change(at(70), "offline")),
                        List.of(new Outage(at(65), at(80))))))
                .isEqualTo("online 60");
    }
}
