package org.heliograph.machine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnlineCountTest {
    private static OnlineCount of(long... online) {
        return Arrays.stream(online)
                .mapToObj(one -> OnlineCount.of(one, 10))
                .reduce(OnlineCount::plus)
                .orElseThrow();
    }

    @Test
    void aPeriodHasTheLowestTheHighestTheLastAndTheMeanOfItsSamples() {
        assertThat(of(4, 2, 7, 3)).isEqualTo(new OnlineCount(4, 16, 2, 7, 3, 10));
        assertThat(of(4, 2, 7, 3).average()).isEqualTo(4.0);
    }

    @Test
    void theMeanOfAnHourWeighsEachMinuteByItsSamples() {
        OnlineCount whole = of(10, 10, 10, 10);
        OnlineCount brief = of(0);

        assertThat(whole.plus(brief).average()).isEqualTo(8.0);
    }

    @Test
    void itDoesNotMatterHowSamplesAreGroupedBeforeTheyAreAdded() {
        assertThat(of(1, 2).plus(of(3, 4, 5))).isEqualTo(of(1).plus(of(2, 3)).plus(of(4, 5)));
    }

    @Test
    void theTotalIsThatOfTheLastSample() {
        assertThat(OnlineCount.of(1, 5).plus(OnlineCount.of(1, 2)).total()).isEqualTo(2);
    }

    @Test
    void nothingIsNoCount() {
        assertThatThrownBy(() -> new OnlineCount(0, 0, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void periodsBeginAtWholeOnesOfUtcAndDaysAreKeptForEver() {
        Instant time = Instant.parse("2026-03-29T01:59:59.999Z");

        assertThat(Stream.of(HistoryResolution.values()).map(one -> one.start(time)))
                .containsExactly(
                        Instant.parse("2026-03-29T01:59:00Z"),
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-29T00:00:00Z"));
        assertThat(HistoryResolution.MINUTE.retention().orElseThrow()).isGreaterThan(Duration.ofDays(1));
        assertThat(HistoryResolution.HOUR.retention().orElseThrow()).isGreaterThan(Duration.ofDays(90));
        assertThat(HistoryResolution.DAY.retention()).isEmpty();
    }
}
