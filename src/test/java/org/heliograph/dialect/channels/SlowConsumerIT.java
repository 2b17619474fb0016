package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.heliograph.testing.Channels;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

class SlowConsumerIT {
    private static final String LARGE = "\"" + "x".repeat(200_000) + "\"";
    private static final int MORE_THAN_SOCKET_BUFFERS_AND_OUTBOX_HOLD = 80;
    private static final Duration MAX_DELAY = Duration.ofSeconds(5);

    private final Channels alice = Channels.of("alice@acme.test");

    @Test
    void aConsumerThatDoesNotReadIsClosedAndDoesNotDelayOthers() {
        try (SocketClient slow = Channels.of("bob@acme.test").listen("apps:flood");
                SocketClient quick = Channels.of("bob@acme.test").listen("apps:flood")) {
            slow.pauseReading();
            for (int i = 0; i < MORE_THAN_SOCKET_BUFFERS_AND_OUTBOX_HOLD; i++) {
                long began = StallFreeClock.nanos();
                alice.publish("apps:flood", LARGE);
                assertThat(quick.nextText()).contains(LARGE);
                assertThat(StallFreeClock.since(began)).isLessThan(MAX_DELAY);
            }

            slow.resumeReading();
            assertThat(slow.end()).isEqualTo(new SocketClient.End(4008, "Slow consumer"));
            assertThat(quick.ended()).isFalse();
        }
    }
}
