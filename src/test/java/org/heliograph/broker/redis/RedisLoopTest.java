package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RedisLoopTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void goesOnWhateverAStepThrows() {
        List<Throwable> failures = List.of(
                new IllegalStateException(),
                new RejectedExecutionException(),
                new StackOverflowError(),
                new OutOfMemoryError("of this test"),
                new NoClassDefFoundError());
        RedisLoop loop = new RedisLoop(
                "a loop",
                () -> {
                    int step = steps.getAndIncrement();
                    if (step < failures.size()) {
                        RedisLoopTest.<RuntimeException>raise(failures.get(step));
                    }
                    LockSupport.parkNanos(1_000_000);
                },
                () -> ended.set(true));

        loop.start(Thread::new);

        await().atMost(SOON).until(() -> steps.get() > failures.size() + 2);
        assertThat(ended).isFalse();
        loop.close();
        await().atMost(SOON).untilTrue(ended);
    }

    @Test
    void endsWithItsThread() {
        RedisLoop loop = new RedisLoop(
                "a loop",
                () -> {
                    throw new InterruptedException();
                },
                () -> ended.set(true));

        loop.start(Thread::new);

        await().atMost(SOON).untilTrue(ended);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }
}
