package org.heliograph.uptime.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceParserTest {
    private static FieldReader form(String rule, String start, String zone, int minutes) {
        return FieldReader.ofNew(Body.parse("{\"rule\":\"" + rule + "\",\"start\":\"" + start + "\",\"zone\":\"" + zone
                + "\",\"duration_minutes\":" + minutes + "}"));
    }

    private static List<String> problems(FieldReader form) {
        Optional<Recurrence> read = RecurrenceParser.read(form);
        ApiException refused = catchThrowableOfType(ApiException.class, form::check);
        assertThat(read.isPresent()).isEqualTo(refused == null);
        return refused == null ? List.of() : refused.details();
    }

    private static List<String> problems(String rule, int minutes) {
        return problems(form(rule, "2026-03-26T02:30", "Europe/Berlin", minutes));
    }

    @Test
    void theStartBecomesTheFirstTimeOfTheRuleAlsoWhereTheClockSkipsIt() {
        Recurrence sundays = RecurrenceParser.read(
                        form("FREQ=WEEKLY;BYDAY=SU", "2026-03-26T02:30", "Europe/Berlin", 90))
                .orElseThrow();

        assertThat(sundays.start()).isEqualTo("2026-03-29T02:30");
        assertThat(sundays.duration()).isEqualTo(Duration.ofMinutes(90));
        assertThat(sundays.notOver(java.time.Instant.EPOCH, 2))
                .extracting(one -> one.start().toString())
                .containsExactly("2026-03-29T01:30:00Z", "2026-04-05T00:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY;COUNT=10",
                "FREQ=HOURLY;COUNT=10000",
                "FREQ=HOURLY",
                "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20270101T000000Z",
                "FREQ=MONTHLY;BYDAY=-1SU",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"
            })
    void usualRulesAreAccepted(String rule) {
        assertThat(problems(rule, 60)).isEmpty();
    }

    @Timeout(10)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every day                          | must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU",
                "FREQ=WEEKLY;BYDAY=XX               | must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU",
                "RRULE:FREQ=DAILY                   | must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU",
                "FREQ=DAILY;COUNT=2;UNTIL=20270101  | must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU",
                "FREQ=DAILY;UNTIL=20271399          | must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU",
                "FREQ=DAILY;UNTIL=99999999T999999Z  | must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU",
                "FREQ=YEARLY;BYDAY=1MO;BYSETPOS=5   | has no occurrence",
                "FREQ=SECONDLY                      | may have one occurrence an hour at most",
                "FREQ=MINUTELY;INTERVAL=90          | may have one occurrence an hour at most",
                "FREQ=DAILY;BYSECOND=0,30           | may have one occurrence an hour at most",
                "FREQ=DAILY;BYHOUR=2;BYMINUTE=0,30  | may have one occurrence an hour at most",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30| has no occurrence",
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30 | has no occurrence",
                "FREQ=DAILY;UNTIL=20200101          | has no occurrence",
                "FREQ=HOURLY;COUNT=10001            | has a COUNT of more than 10000; use UNTIL instead",
                "FREQ=DAILY;COUNT=2147483647        | has a COUNT of more than 10000; use UNTIL instead",
                "FREQ=DAILY;INTERVAL=999999999      | has an INTERVAL of more than 1000"
            })
    void rulesThatAreInvalidThatNeverHappenOrTooOftenAreRefused(String rule, String problem) {
        assertThat(problems(rule, 30)).containsExactly("rule " + problem);
    }

    @Test
    void anOccurrenceMayNotReachIntoTheNext() {
        assertThat(problems("FREQ=DAILY", 23 * 60)).isEmpty();
        // the night of spring has 23 hours
        assertThat(problems("FREQ=DAILY", 24 * 60))
                .containsExactly("rule has occurrences that begin before the one before is over");
    }

    @Test
    void everyWrongFieldIsReported() {
        assertThat(problems(form("FREQ=DAILY", "2026-02-30T02:30", "Mars/Olympus", 0)))
                .containsExactly(
                        "start must be a local time like 2026-03-10T02:00",
                        "zone must be the name of a time zone like Europe/Berlin",
                        "duration_minutes must be a whole number from 1 to 44640");
    }
}
