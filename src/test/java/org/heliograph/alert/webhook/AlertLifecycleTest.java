package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.heliograph.alert.Alert;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.AlertSource;
import org.heliograph.alert.Severity;
import org.heliograph.alert.webhook.AlertLifecycle.Step;
import org.junit.jupiter.api.Test;

/** Starts and ends are by the source's clock; {@code now} is ours. */
class AlertLifecycleTest {
    private static final Duration SILENCE = Duration.ofHours(4).plusMinutes(15);
    private static final AlertRequest CONTENT = new AlertRequest("Kilimanjaro", Severity.CRITICAL, "Fan slow");

    private Instant now = at("10:00");
    private Alert alert;

    private static Instant at(String time) {
        return Instant.parse("2026-03-17T" + time + ":00Z");
    }

    private static Instant orNull(String time) {
        return time == null ? null : at(time);
    }

    private static ReportedEvent firing(String start) {
        return ReportedEvent.firing("alertmanager", "7", orNull(start), CONTENT);
    }

    private static ReportedEvent ended(String start, String end) {
        return ReportedEvent.ended("alertmanager", "7", orNull(start), orNull(end));
    }

    private Step next(ReportedEvent report) {
        return AlertLifecycle.next(alert, report, now, SILENCE);
    }

    /** An open alert, opened now. */
    private void open(String start) {
        AlertSource source = new AlertSource("alertmanager", "7", orNull(start), false);
        String id = UUID.randomUUID().toString();
        alert = alert == null ? new Alert(id, CONTENT, source, now) : new Alert(id, CONTENT, source, now, alert);
    }

    private void after(String duration) {
        now = now.plus(Duration.parse(duration));
    }

    @Test
    void theFirstFiringOpensAndTheEndOfAnUnknownEventIsIgnored() {
        assertThat(next(firing("10:00"))).isEqualTo(Step.OPEN);
        assertThat(next(ended("10:00", "10:30"))).isEqualTo(Step.IGNORE);
    }

    @Test
    void anOpenAlertIsUpdatedWhateverTheStart() {
        open("10:00");

        for (String start : new String[] {"10:00", "11:00", "09:00", null}) {
            assertThat(next(firing(start))).as(start).isEqualTo(Step.UPDATE);
        }
    }

    @Test
    void whatItsSourceEndedFiresAnewWithTheSameStartALaterOneOrNone() {
        open("10:00");
        alert.endBySource(now);

        for (String start : new String[] {"10:00", "11:00", null}) {
            assertThat(next(firing(start))).as(start).isEqualTo(Step.REOPEN);
        }
    }

    @Test
    void anEndFromBeforeTheStartOfTheOpenAlertEndsNothing() {
        open("11:00");
        after("PT1H");
        alert.repeat(at("11:00"), at("11:00"));

        assertThat(next(ended("10:00", "10:30"))).isEqualTo(Step.IGNORE);
        assertThat(next(ended(null, "10:30"))).isEqualTo(Step.IGNORE);
        assertThat(next(ended("11:00", "11:00"))).isEqualTo(Step.END);
        assertThat(next(ended("10:00", "11:30"))).isEqualTo(Step.END);
        assertThat(next(ended(null, null))).isEqualTo(Step.END);
    }

    @Test
    void aLateEndEndsNothingAlsoWhereTheEndOfTheFirstOccurrenceWasNeverReported() {
        open("10:00");
        after("PT1H");
        alert.repeat(at("11:00"), now);

        assertThat(next(ended("10:00", "10:30"))).isEqualTo(Step.IGNORE);
    }

    @Test
    void whatAUserResolvedIsSilentWhileItIsRepeatedHoweverLong() {
        open("10:00");
        alert.resolve("bob@acme.test", now);

        for (int repetition = 0; repetition < 20; repetition++) {
            after("PT4H5M");
            assertThat(next(firing("10:00"))).isEqualTo(Step.REPEAT);
            alert.repeat(at("10:00"), now);
        }
    }

    @Test
    void whatAUserResolvedFiresAnewAfterASilenceOrWithALaterStart() {
        open("10:00");
        after("PT1H");
        alert.resolve("bob@acme.test", now);

        assertThat(next(firing("10:01"))).isEqualTo(Step.REOPEN);
        after("PT3H15M");
        assertThat(next(firing("10:00"))).isEqualTo(Step.REPEAT);
        assertThat(next(firing(null))).isEqualTo(Step.REPEAT);
        after("PT1S");
        assertThat(next(firing("10:00"))).isEqualTo(Step.REOPEN);
        assertThat(next(firing(null))).isEqualTo(Step.REOPEN);
    }

    @Test
    void whatAUserResolvedAndItsSourceEndedFiresAnew() {
        open("10:00");
        alert.resolve("bob@acme.test", now);
        alert.endBySource(now);

        assertThat(alert.getResolvedBy()).isEqualTo("bob@acme.test");
        assertThat(next(firing("10:00"))).isEqualTo(Step.REOPEN);
    }

    @Test
    void aLateCopyOfAnEarlierOccurrenceOpensNothing() {
        open("10:00");
        alert.endBySource(now);
        after("PT1H");
        open("11:00");

        assertThat(next(firing("10:00"))).isEqualTo(Step.IGNORE);
        alert.endBySource(now);
        assertThat(next(firing("10:00"))).isEqualTo(Step.IGNORE);
        assertThat(next(firing("10:30"))).isEqualTo(Step.REOPEN);
        assertThat(next(firing("11:00"))).isEqualTo(Step.REOPEN);
    }

    @Test
    void anOccurrenceWithTheSameStartIsNoCopyOfTheOneBefore() {
        open("10:00");
        alert.endBySource(now);
        open("10:00");
        alert.endBySource(now);

        assertThat(next(firing("10:00"))).isEqualTo(Step.REOPEN);
    }

    @Test
    void aClockThatWasSetBackIsHeardAgain() {
        open("12:00");
        alert.endBySource(now);
        assertThat(next(firing("10:20"))).as("the start was never seen").isEqualTo(Step.REOPEN);

        open("13:00");
        alert.endBySource(now);
        assertThat(next(firing("10:30"))).isEqualTo(Step.IGNORE);
        after("PT4H15M");
        assertThat(next(firing("10:30"))).isEqualTo(Step.REOPEN);
    }

    @Test
    void anAlertOfAClockThatRanAheadCanEnd() {
        open("12:00");
        after("PT30M");

        assertThat(next(ended("12:00", "10:30"))).isEqualTo(Step.END);
        assertThat(next(ended("11:00", "11:30"))).isEqualTo(Step.IGNORE);
        assertThat(firing("12:00").withPlausibleStart(at("10:00")).startedAt()).isEqualTo(at("12:00"));
        assertThat(ReportedEvent.firing("a", "7", Instant.parse("2998-01-01T00:00:00Z"), CONTENT)
                        .withPlausibleStart(now)
                        .startedAt())
                .isNull();
    }

    @Test
    void anEventThatMovesToAnotherSiteOpensThere() {
        open("10:00");
        AlertRequest moved = new AlertRequest("Serengeti", Severity.CRITICAL, "Fan slow");

        assertThat(next(ReportedEvent.firing("alertmanager", "7", at("10:00"), moved)))
                .isEqualTo(Step.MOVE);
    }
}
