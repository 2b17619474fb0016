package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class RunQueueTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void anErrorInARunLosesNoRequestThatCameMeanwhile() {
        RunQueue[] queue = new RunQueue[1];
        queue[0] = new RunQueue(TOPIC, tasks::add, () -> {
            if (runs.incrementAndGet() == 1) {
                queue[0].request();
                throw new StackOverflowError("injected");
            }
            return false;
        });

        queue[0].request();
        tasks.remove().run();
        tasks.remove().run();

        assertThat(runs).hasValue(2);
        assertThat(tasks).isEmpty();
        queue[0].request();
        assertThat(tasks).hasSize(1);
    }
}
