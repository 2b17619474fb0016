package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushIT {
    private final Api anonymous = Server.shared().api();
    private final PushMonitor pusher =
            PushMonitor.on(Server.shared(), "'interval':60,'custom1':{'id':'players','name':'Players','unit':''}");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void pulseIsAnsweredWithItsMonitor(String method) {
        Answer answer = anonymous.send(method, "/v1/push/" + pusher.id() + "?latency=12.5", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"success\":true,\"monitorId\":\"" + pusher.id() + "\"}");
    }

    @Test
    void valuesOfAPulseAreOnThePageAtOnce() {
        assertThat(pusher.item().getString("status")).isEqualTo("down");
        assertThat(pusher.item().isNull("lastCheck")).isTrue();
        Instant start = Instant.now().minusSeconds(5).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

        pusher.push("startTime=" + start + "&endTime=" + start.plusMillis(250) + "&players=42");

        assertThat(pusher.item().getString("status")).isEqualTo("up");
        assertThat(pusher.item().getInt("latency")).isEqualTo(250);
        assertThat(Instant.parse(pusher.item().getString("lastCheck"))).isEqualTo(start);
        assertThat(Instant.parse(pusher.item().getString("firstPulse"))).isEqualTo(start);
        assertThat(pusher.item().getJsonObject("custom1"))
                .hasToString("{\"config\":{\"id\":\"players\",\"name\":\"Players\",\"unit\":\"\"},\"value\":42}");
    }

    @Test
    void unknownTokenIsRejected() {
        for (String token : List.of("made-up", "", "%27%20or%201=1", "a/b", "x".repeat(300))) {
            Answer rejected = anonymous.get("/v1/push/" + token);

            assertThat(rejected.status()).isEqualTo(401);
            assertThat(rejected.text()).isEqualTo("{\"error\":\"Invalid token\"}");
        }
    }

    @Test
    void tokenOfADeletedMonitorIsRejectedAtOnce() {
        pusher.push("");
        assertThat(StatusAdmin.shared().delete("monitors/" + pusher.id()).status())
                .isLessThan(300);

        assertThat(pusher.push("").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "latency=-5, Invalid latency",
        "startTime=yesterday, Invalid startTime format",
        "startTime=9999999999999, Timestamp too far in the future",
        "startTime=2020-01-01T00:00:00Z, Timestamp too far in the past"
    })
    void invalidParameterIsRejectedAndNothingIsStored(String query, String message) {
        Answer rejected = pusher.push(query);

        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.text()).isEqualTo("{\"error\":\"" + message + "\"}");
        assertThat(pusher.item().isNull("lastCheck")).isTrue();
    }

    @Test
    void allConcurrentPulsesAreStored() {
        List<CompletableFuture<Answer>> pushes = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> pusher.push("latency=" + i)))
                .toList();

        assertThat(pushes).allSatisfy(push -> assertThat(push.join().status()).isEqualTo(200));
        assertThat(pusher.stored()).isEqualTo(200);
    }
}
