package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.heliograph.testing.Hasty;
import org.heliograph.testing.Pusher;
import org.junit.jupiter.api.Test;

/** Intervals of seconds, a look every second, no grace. */
class DownIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aSilentMonitorGoesDownAndComesBackWithItsNextPulse() {
        Pusher pusher = Pusher.on(Hasty.server(), "'interval':1");
        pusher.push("latency=5");
        assertThat(pusher.status()).isEqualTo("up");

        await().atMost(PATIENCE).until(() -> pusher.status().equals("down"));
        await().atMost(PATIENCE).until(() -> uptime(pusher.item()) < 100);
        assertThat(pusher.page("/summary").json().getString("status")).isEqualTo("down");

        pusher.push("latency=7");
        assertThat(pusher.status()).isEqualTo("up");
        JsonObject item = pusher.item();
        assertThat(item.getInt("latency")).isEqualTo(7);
        assertThat(uptime(item)).isBetween(0.001, 99.999);
    }

    @Test
    void aMonitorThatPulsesInTimeStaysUp() {
        Pusher pusher = Pusher.on(Hasty.server(), "'interval':2,'maxRetries':1");
        pusher.push("");

        await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> {
            pusher.push("");
            return pusher.status().equals("up");
        });
        await().atMost(PATIENCE).until(() -> !pusher.item().isNull("uptime1h"));
        assertThat(uptime(pusher.item())).isEqualTo(100);
    }

    private static double uptime(JsonObject item) {
        return item.isNull("uptime1h") ? 100 : item.getJsonNumber("uptime1h").doubleValue();
    }
}
