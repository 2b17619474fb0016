package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswerExecutorTest {
    private final CountDownLatch open = new CountDownLatch(1);
    private final AnswerExecutor answers = new AnswerExecutor("answers-under-test", 1, 3, 100, Thread::new);

    @AfterEach
    void end() {
        open.countDown();
        answers.close();
    }

    private void stall(long bytes) {
        answers.execute(
                () -> {
                    try {
                        open.await();
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                },
                bytes);
    }

    @Test
    void tooManyThatWaitMakeItFull() {
        stall(1);
        stall(1);
        stall(1);

        assertTheNextMakesItFull();
    }

    @Test
    void tooManyBytesMakeItFullAlsoOfOneThatRuns() {
        stall(99);

        assertTheNextMakesItFull();
    }

    private void assertTheNextMakesItFull() {
        assertThat(answers.isFull()).isFalse();
        stall(1);
        assertThat(answers.isFull()).isTrue();
        open.countDown();
        await().until(() -> !answers.isFull());
    }

    @Test
    void anAnswerThatFailsGivesItsBytesBackAndHoldsNoOther() {
        answers.execute(
                () -> {
                    throw new IllegalStateException("for the test");
                },
                100);
        CompletableFuture<String> next = new CompletableFuture<>();
        answers.execute(() -> next.complete("answered"), 1);

        assertThat(next.join()).isEqualTo("answered");
        // the failure of the test itself reaches the handler of its thread at any time
        await().dontCatchUncaughtExceptions().until(() -> !answers.isFull());
    }

    @Test
    void withoutAThreadTheCallerAnswers() {
        AtomicReference<Thread> ran = new AtomicReference<>();
        AnswerExecutor without = new AnswerExecutor("answers-under-test", 1, 3, 100, task -> {
            throw new OutOfMemoryError("for the test");
        });

        without.execute(() -> ran.set(Thread.currentThread()), 1);

        assertThat(ran).hasValue(Thread.currentThread());
    }
}
