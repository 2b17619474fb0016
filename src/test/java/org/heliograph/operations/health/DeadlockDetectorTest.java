package org.heliograph.operations.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class DeadlockDetectorTest {
    private final DeadlockDetector detector = new DeadlockDetector();
    private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

    private Thread holder(String name, ReentrantLock first, ReentrantLock second) {
        Thread thread = new Thread(
                () -> {
                    first.lock();
                    try {
                        bothHoldOne.await();
                        second.lockInterruptibly();
                    } catch (Exception ended) {
                        Thread.currentThread().interrupt();
                    } finally {
                        first.unlock();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void namesTheThreadsThatWaitForOneAnotherUntilTheyGoOn() {
        assertThat(detector.deadlocked()).isEmpty();
        ReentrantLock left = new ReentrantLock();
        ReentrantLock right = new ReentrantLock();
        Thread one = holder("deadlocked-1", left, right);
        holder("deadlocked-2", right, left);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(detector.deadlocked()).containsExactly("deadlocked-1", "deadlocked-2"));

            HealthCheckResponse response =
                    HealthCheckProducer.deadlock(detector).call();
            assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(response.getData().orElseThrow().get("reason"))
                    .isEqualTo("threads wait for one another for ever: deadlocked-1, deadlocked-2");
        } finally {
            one.interrupt();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> detector.deadlocked().equals(List.of()));
        assertThat(HealthCheckProducer.deadlock(detector).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }
}
