package org.heliograph.operations.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateHistoryTest {
    private static final Instant START = Instant.parse("2026-03-17T10:00:00Z");

    private final RateHistory history = new RateHistory(List.of("commits", "frames"));

    private List<JsonObject> since(Instant moment) {
        return history.since(moment).getValuesAs(JsonObject.class);
    }

    @Test
    void aPointHasWhatWasCountedInItsStep() {
        history.record(START, new long[] {5, 100}, 2);
        assertThat(since(Instant.EPOCH))
                .as("nothing is known of the time before")
                .isEmpty();

        history.record(START.plusSeconds(10), new long[] {8, 150}, 3);

        assertThat(since(Instant.EPOCH))
                .extracting(JsonObject::toString)
                .containsExactly("{\"at\":\"2026-03-17T10:00:10.000Z\",\"commits\":3,\"frames\":50,\"sockets\":3}");
    }

    @Test
    void anHourIsKeptAndTheLastMinutesCanBeAskedFor() {
        for (int step = 0; step <= 400; step++) {
            history.record(START.plusSeconds(10L * step), new long[] {step, step}, 0);
        }

        List<JsonObject> all = since(Instant.EPOCH);

        assertThat(all).hasSize(RateHistory.CAPACITY);
        assertThat(all.get(359).getString("at")).isEqualTo("2026-03-17T11:06:40.000Z");
        assertThat(since(START.plusSeconds(4_000).minusSeconds(60))).hasSize(6);
    }
}
