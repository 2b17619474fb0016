package org.heliograph.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random frames of any size through every policy of the hub, to a peer that stalls at random. */
@Timeout(60)
class OutboxPropertiesTest {
    private static final int RUNS = 500;
    private static final int MAX_BYTES = 200;
    private static final int LARGEST_FRAME = 3 * MAX_BYTES;

    /** One run with one policy; every frame has a number, so that the order can be checked. */
    private static final class Run {
        private final FakeTransport transport = new FakeTransport();
        private final AtomicInteger slow = new AtomicInteger();
        private final Random random;
        private final FrameQueue queue;
        private final Outbox outbox;
        private final List<Frame> offered = new ArrayList<>();
        private boolean stalled;

        Run(int seed, FrameQueue queue) {
            this.random = new Random(seed);
            this.queue = queue;
            this.outbox = new Outbox(transport, queue, MAX_BYTES, slow::incrementAndGet, () -> {}, failure -> {});
        }

        Run play() {
            for (int step = 0; step < 200 && slow.get() == 0; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        transport.stall();
                        stalled = true;
                    }
                    case 1 -> {
                        transport.recoverIfStalled();
                        stalled = false;
                    }
                    case 2 -> transport.releaseOne();
                    default -> offer();
                }
                assertThat(queue.size()).isLessThanOrEqualTo(MAX_BYTES + LARGEST_FRAME);
                assertThat(queue.count()).isLessThanOrEqualTo(BoundedQueue.MIN_FRAMES);
            }
            if (stalled) {
                transport.recoverIfStalled();
            }
            return this;
        }

        private void offer() {
            Frame frame = frame(offered.size() + ":");
            offered.add(frame);
            if (frame.sequenced()) {
                // delivered from the log when there is room
                if (!outbox.queueIfRoom(frame, () -> true)) {
                    offered.remove(offered.size() - 1);
                }
                outbox.flush();
            } else {
                outbox.offer(List.of(frame));
            }
        }

        private Frame frame(String number) {
            int size = random.nextInt(5) == 0 ? random.nextInt(LARGEST_FRAME / 2 - 10) : random.nextInt(20);
            String text = number + (random.nextBoolean() ? "x" : "ü").repeat(size);
            Publication publication =
                    new Publication(new Topic("alerts", "alerts"), 1 + offered.size(), "e", "{}", Instant.EPOCH);
            return switch (random.nextInt(3)) {
                case 0 -> Frame.reply(text);
                case 1 -> Frame.sequenced(text, publication, null);
                default -> Frame.of(text, publication);
            };
        }

        private List<String> expected(boolean dropsEvents) {
            return offered.stream()
                    .filter(frame -> frame.publication() == null
                            || frame.sequenced()
                            || !dropsEvents && frame.bytes() <= MAX_BYTES)
                    .map(Frame::text)
                    .toList();
        }
    }

    @Test
    void aRejectingQueueLosesNothingUnlessItsPeerIsSlow() {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed, new RejectingQueue(20)).play();

            assertThat(run.transport.concurrentSends()).isZero();
            if (run.slow.get() == 0) {
                assertThat(run.transport.sent()).as("seed %s", seed).containsExactlyElementsOf(run.expected(false));
            }
        }
    }

    @Test
    void aQueueThatDropsTheOldestKeepsRepliesAndSequencedFramesInOrder() {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed, new DropOldestQueue(20, dropped -> {})).play();

            if (run.slow.get() == 0) {
                List<String> all = run.offered.stream().map(Frame::text).toList();
                assertThat(run.transport.sent()).as("seed %s", seed).containsSubsequence(run.expected(true));
                assertThat(all).as("seed %s", seed).containsSubsequence(run.transport.sent());
            }
        }
    }
}
