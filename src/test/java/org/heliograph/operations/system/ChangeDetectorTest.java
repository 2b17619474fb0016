package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {
    private static final Instant BEGIN = Instant.parse("2026-03-17T10:00:00Z");
    private static final HealthState OK = new HealthState("ok", true, List.of(), null);
    private static final HealthState WITHOUT_REDIS =
            new HealthState("degraded", true, List.of("redis"), "Redis is away");
    private static final Map<Trouble, Symptom> NONE = Map.of();
    private static final Map<Trouble, Symptom> BROKER = Map.of(Trouble.BROKER, new Symptom(false, "Redis is away"));

    private final ChangeDetector detector = new ChangeDetector("node-1");

    private void observe(HealthState state, Map<Trouble, Symptom> symptoms, int from, int to) {
        for (int second = from; second <= to; second++) {
            detector.observe(state, symptoms, Duration.ofSeconds(second).toNanos(), BEGIN.plusSeconds(second));
        }
    }

    private List<String> data() {
        return detector.pending().stream()
                .map(SystemEvent::data)
                .map(JsonObject::toString)
                .toList();
    }

    @Test
    void aStartIsAChangeFromStarting() {
        observe(HealthState.STARTING, NONE, 0, 5);
        assertThat(data()).isEmpty();

        observe(OK, NONE, 6, 6);

        assertThat(data())
                .containsExactly("{\"node\":\"node-1\",\"status\":\"ok\",\"previous\":\"starting\",\"ready\":true,"
                        + "\"since\":\"2026-03-17T10:00:06.000Z\"}");
    }

    @Test
    void aTroubleAndTheHealthThatFollowsFromItAreReportedOnceAndEndedOnce() {
        observe(OK, NONE, 0, 0);
        observe(WITHOUT_REDIS, BROKER, 1, 20);
        observe(OK, NONE, 21, 60);

        assertThat(data())
                .containsExactly(
                        "{\"node\":\"node-1\",\"status\":\"ok\",\"previous\":\"starting\",\"ready\":true,"
                                + "\"since\":\"2026-03-17T10:00:00.000Z\"}",
                        "{\"node\":\"node-1\",\"status\":\"degraded\",\"previous\":\"ok\",\"ready\":true,"
                                + "\"reason\":\"Redis is away\",\"degraded\":[\"redis\"],"
                                + "\"since\":\"2026-03-17T10:00:01.000Z\"}",
                        "{\"node\":\"node-1\",\"kind\":\"broker\",\"status\":\"firing\",\"severity\":\"warning\","
                                + "\"message\":\"Redis is away\",\"since\":\"2026-03-17T10:00:01.000Z\"}",
                        "{\"node\":\"node-1\",\"status\":\"ok\",\"previous\":\"degraded\",\"ready\":true,"
                                + "\"since\":\"2026-03-17T10:00:21.000Z\"}",
                        "{\"node\":\"node-1\",\"kind\":\"broker\",\"status\":\"resolved\",\"severity\":\"warning\","
                                + "\"since\":\"2026-03-17T10:00:01.000Z\",\"endedAt\":\"2026-03-17T10:00:21.000Z\"}");
        assertThat(detector.pending()).extracting(SystemEvent::ordinal).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aReasonThatCountsSecondsIsNoChange() {
        observe(OK, NONE, 0, 0);
        for (int second = 1; second < 30; second++) {
            String words = "job x has failed for " + second + " s";
            observe(
                    new HealthState("degraded", false, List.of(), words),
                    Map.of(Trouble.JOBS, new Symptom(true, words)),
                    second,
                    second);
        }

        assertThat(data()).hasSize(3);
    }

    @Test
    void drainingIsReportedAtOnce() {
        observe(OK, NONE, 0, 0);
        observe(new HealthState("draining", false, List.of(), "about to stop"), NONE, 1, 1);
        observe(OK, NONE, 2, 2);

        assertThat(detector.pending())
                .extracting(event -> event.data().getString("status"))
                .containsExactly("ok", "draining", "ok");
    }

    @Test
    void lessThatIsMissingIsReportedLaterThanMore() {
        HealthState both = new HealthState("degraded", true, List.of("log", "redis"), "both");

        assertThat(HealthState.hold(WITHOUT_REDIS, both)).isLessThan(HealthState.hold(both, WITHOUT_REDIS));
        assertThat(HealthState.hold(OK, WITHOUT_REDIS)).isLessThan(HealthState.hold(WITHOUT_REDIS, OK));
        HealthState unfit = new HealthState("degraded", false, List.of(), "database");
        assertThat(HealthState.hold(OK, unfit)).isLessThan(HealthState.hold(unfit, OK));
    }

    @Test
    void whatIsPublishedIsRemovedAndWhatIsNotIsKeptWithinABound() {
        observe(OK, NONE, 0, 0);
        observe(WITHOUT_REDIS, BROKER, 1, 5);
        detector.discard(2);
        assertThat(detector.pending()).extracting(SystemEvent::ordinal).containsExactly(3L);

        HealthState draining = new HealthState("draining", false, List.of(), "about to stop");
        for (int round = 1; round <= 2_000; round++) {
            observe(round % 2 == 0 ? OK : draining, NONE, 1_000 * round, 1_000 * round);
        }

        assertThat(detector.pending()).hasSize(ChangeDetector.CAPACITY);
    }

    @Test
    void aFarewellEndsWhatIsOpenAndSaysThatTheNodeStops() {
        observe(OK, NONE, 0, 0);
        observe(WITHOUT_REDIS, BROKER, 1, 5);
        detector.discard(3);

        assertThat(detector.farewell(BEGIN.plusSeconds(6)))
                .extracting(event -> event.data().getString("status"))
                .containsExactly("resolved", "stopped");
    }
}
