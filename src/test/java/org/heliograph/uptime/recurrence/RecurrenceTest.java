package org.heliograph.uptime.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
    private static final Instant LONG_AGO = Instant.EPOCH;

    private static Recurrence of(String rule, String start, String zone) {
        return new Recurrence(rule, LocalDateTime.parse(start), ZoneId.of(zone), Duration.ofHours(1));
    }

    private static List<String> starts(Recurrence recurrence, Instant time, int most) {
        return recurrence.notOver(time, most).stream()
                .map(one -> one.start().toString())
                .toList();
    }

    /** The night before the change, that of the change, the one after it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Berlin    | 2026-03-28T02:30 | 2026-03-28T01:30:00Z 2026-03-29T01:30:00Z 2026-03-30T00:30:00Z",
                "Europe/Berlin    | 2026-10-24T02:30 | 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
                "Europe/Berlin    | 2026-03-28T22:00 | 2026-03-28T21:00:00Z 2026-03-29T20:00:00Z 2026-03-30T20:00:00Z",
                "America/New_York | 2026-03-07T02:30 | 2026-03-07T07:30:00Z 2026-03-08T07:30:00Z 2026-03-09T06:30:00Z",
                "America/New_York | 2026-10-31T01:30 | 2026-10-31T05:30:00Z 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
                "Africa/Nairobi   | 2026-03-28T02:30 | 2026-03-27T23:30:00Z 2026-03-28T23:30:00Z 2026-03-29T23:30:00Z"
            })
    void occurrencesKeepTheirTimeOfDayOverChangesOfTheClock(String zone, String start, String expected) {
        assertThat(starts(of("FREQ=DAILY", start, zone), LONG_AGO, 3)).containsExactly(expected.split(" "));
    }

    @Test
    void anOccurrenceLastsAsLongAsAStopwatchSaysAndNotByTheClock() {
        Recurrence overTheChange = new Recurrence(
                "FREQ=DAILY;COUNT=1",
                LocalDateTime.parse("2026-10-25T01:30"),
                ZoneId.of("Europe/Berlin"),
                Duration.ofHours(2));

        assertThat(overTheChange.notOver(LONG_AGO, 5))
                .containsExactly(
                        new Occurrence(Instant.parse("2026-10-24T23:30:00Z"), Instant.parse("2026-10-25T01:30:00Z")));
    }

    @Test
    void anHourThatTheClockSkipsIsNoSecondOccurrence() {
        assertThat(starts(of("FREQ=HOURLY", "2026-03-29T00:30", "Europe/Berlin"), LONG_AGO, 4))
                .containsExactly(
                        "2026-03-28T23:30:00Z", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a time in UTC belongs to the rule itself, as the occurrence at that moment does
                "FREQ=DAILY;UNTIL=20260329T013000Z | 2",
                "FREQ=DAILY;UNTIL=20260329T012959Z | 1",
                "FREQ=DAILY;UNTIL=20260330T000000  | 2",
                "FREQ=DAILY;UNTIL=20260330         | 3",
                "FREQ=DAILY;COUNT=2                | 2"
            })
    void aRuleEndsAtItsLastTimeOrAfterItsCount(String rule, int occurrences) {
        assertThat(of(rule, "2026-03-28T02:30", "Europe/Berlin").notOver(LONG_AGO, 9))
                .hasSize(occurrences);
    }

    @Test
    void anEndWithinTheHourThatOccursTwiceIsAMoment() {
        String rule = "FREQ=DAILY;UNTIL=20261025T011000Z";

        assertThat(starts(of(rule, "2026-10-24T02:30", "Europe/Berlin"), LONG_AGO, 9))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z");
    }

    @Test
    void anOccurrenceInProgressIsNotOver() {
        Recurrence daily = of("FREQ=DAILY", "2026-05-01T10:00", "UTC");

        assertThat(starts(daily, Instant.parse("2026-05-03T10:59:59Z"), 1)).containsExactly("2026-05-03T10:00:00Z");
        assertThat(starts(daily, Instant.parse("2026-05-03T11:00:00Z"), 1)).containsExactly("2026-05-04T10:00:00Z");
    }

    /** What is read from somewhere in the middle is what is read from the beginning. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY;INTERVAL=7",
                "FREQ=DAILY;INTERVAL=3;COUNT=300",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
                "FREQ=MONTHLY;BYMONTHDAY=31",
                "FREQ=MONTHLY;BYDAY=-1SU",
                "FREQ=MONTHLY;INTERVAL=5;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=2,14",
                "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
                "FREQ=DAILY;BYHOUR=2,3,5"
            })
    void readingFromAnyTimeFindsTheSameOccurrences(String rule) {
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")) {
            Recurrence recurrence = of(rule, "2024-02-29T02:15", zone);
            List<Occurrence> all = recurrence.notOver(LONG_AGO, 300);
            List<Occurrence> found = new ArrayList<>();
            Instant time = LONG_AGO;
            while (found.size() < all.size()) {
                Occurrence next = recurrence.notOver(time, 1).get(0);
                found.add(next);
                time = next.end();
            }

            assertThat(found).as(zone).isEqualTo(all);
            assertThat(all).isSortedAccordingTo((a, b) -> a.start().compareTo(b.start()));
        }
    }

    @Test
    void aRecurrenceIsReadAsItWasWritten() {
        Recurrence written = of("FREQ=WEEKLY;BYDAY=SU", "2026-03-29T02:00", "Europe/Berlin");

        assertThat(Recurrence.parse(written.json().toString())).isEqualTo(written);
    }
}
