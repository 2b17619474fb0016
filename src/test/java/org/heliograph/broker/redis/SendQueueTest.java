package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private static final int MEGA = 1024 * 1024;

    private final SendQueue queue = new SendQueue();

    private static PendingSend ofLength(int length) {
        return new PendingSend("apps:created", () -> "", length, false);
    }

    @Test
    void isBoundedByCharacters() throws InterruptedException {
        int fit = (int) (SendQueue.MAX_CHARACTERS / ofLength(MEGA).length());

        assertThat(IntStream.range(0, fit).allMatch(i -> queue.offer(ofLength(MEGA))))
                .isTrue();
        assertThat(queue.offer(ofLength(MEGA))).isFalse();

        assertThat(queue.poll(fit)).hasSize(fit);
        assertThat(queue.offer(ofLength(MEGA))).isTrue();
    }

    @Test
    void isBoundedByNumber() {
        assertThat(IntStream.range(0, SendQueue.MAX_COUNT).allMatch(i -> queue.offer(ofLength(0))))
                .isTrue();
        assertThat(queue.offer(ofLength(0))).isFalse();
    }

    @Test
    void discardedTextsFreeTheirRoomAndReleaseWhoWaits() {
        PendingSend large = ofLength((int) SendQueue.MAX_CHARACTERS - 1_000);
        queue.offer(large);

        queue.discard();

        assertThat(large.await(0)).isFalse();
        assertThat(queue.offer(ofLength((int) SendQueue.MAX_CHARACTERS - 1_000)))
                .isTrue();
    }

    @Test
    void aWakeUpIsNoText() throws InterruptedException {
        queue.wake();

        assertThat(queue.poll(10)).isEmpty();
    }
}
