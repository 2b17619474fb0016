package org.heliograph.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an outbox does when its queue, its transport or its owner has a fault. */
class OutboxFaultTest {
    private final FakeTransport transport = new FakeTransport();
    private final AtomicInteger slow = new AtomicInteger();
    private final List<Throwable> failures = new ArrayList<>();

    private Outbox outbox(FrameQueue queue, int size) {
        return new Outbox(transport, queue, size, slow::incrementAndGet, () -> {}, failures::add);
    }

    private static List<Frame> replies(String... texts) {
        return Arrays.stream(texts).map(Frame::reply).toList();
    }

    private static Frame event(String text) {
        return Frame.of(
                text,
                new Publication(Topic.ofChannel("apps:created"), Publication.UNLOGGED, "event", "{}", Instant.EPOCH));
    }

    @Test
    void reportsAFailedSendAndIsClosed() {
        Outbox outbox = outbox(new RejectingQueue(10), 1000);
        transport.stall();
        outbox.offer(replies("a", "b"));

        transport.fail();

        assertThat(failures).hasSize(1);
        assertThat(outbox.isClosed()).isTrue();
        assertThat(transport.sent()).containsExactly("a");
    }

    @Test
    void reportsATransportThatThrows() {
        Outbox outbox = new Outbox(
                new ThrowingTransport(), new RejectingQueue(10), 1000, slow::incrementAndGet, () -> {}, failures::add);

        outbox.offer(replies("a"));
        outbox.offer(replies("b"));

        assertThat(failures).hasSize(1).first().isInstanceOf(StackOverflowError.class);
        assertThat(outbox.isClosed()).isTrue();
    }

    @Test
    void isClosedWhenItsOwnerThrows() {
        Outbox outbox = new Outbox(
                transport,
                new RejectingQueue(10),
                1000,
                slow::incrementAndGet,
                () -> {
                    throw new OutOfMemoryError("injected");
                },
                failure -> {
                    throw new OutOfMemoryError("injected");
                });

        outbox.offer(replies("a"));

        assertThat(outbox.isClosed()).isTrue();
    }

    @Test
    void asksAPolicyThatFreesNothingOnlyOnce() {
        AtomicInteger asked = new AtomicInteger();
        FrameQueue queue = new DelegatingQueue() {
            @Override
            public boolean makeRoom() {
                asked.incrementAndGet();
                return true;
            }
        };
        Outbox outbox = outbox(queue, 10);
        transport.stall();

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> outbox.offer(replies("in flight", "12345678", "too many")));

        assertThat(asked).hasValue(1);
        assertThat(slow).hasValue(1);
    }

    @Test
    @Timeout(60)
    void closeDoesNotWaitForAThreadThatHoldsTheLock() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        DelegatingQueue queue = new DelegatingQueue() {
            @Override
            public boolean add(Frame frame) {
                inside.countDown();
                await(leave);
                return super.add(frame);
            }
        };
        Outbox outbox = outbox(queue, 1000);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> offer = other.submit(() -> outbox.offer(replies("a")));
        await(inside);

        outbox.close();
        assertThat(outbox.isClosed()).isTrue();
        leave.countDown();
        offer.get(30, TimeUnit.SECONDS);
        other.shutdown();

        assertThat(queue.count()).isZero();
        assertThat(transport.sent()).isEmpty();
    }

    @Test
    void boundsTheNumberOfFrames() {
        Outbox outbox = outbox(new DelegatingQueue(), 10_000);
        transport.stall();
        for (int i = 0; i <= BoundedQueue.MIN_FRAMES; i++) {
            outbox.offer(replies("x"));
        }
        assertThat(slow).hasValue(0);

        outbox.offer(replies("x"));

        assertThat(slow).hasValue(1);
    }

    @Test
    void countsBytesAndNotCharacters() {
        Outbox outbox = outbox(new RejectingQueue(100), 10);
        transport.stall();
        outbox.offer(List.of(event("in flight"), event("üüüüü")));
        assertThat(slow).hasValue(0);

        outbox.offer(List.of(event("x")));

        assertThat(slow).hasValue(1);
    }

    @Test
    void sendsAReplyLargerThanTheQueueBehindOtherFrames() {
        Outbox outbox = outbox(new RejectingQueue(100), 10);
        transport.stall();

        outbox.offer(replies("in flight", "waits", "larger than ten"));
        transport.recover();

        assertThat(slow).hasValue(0);
        assertThat(transport.sent()).containsExactly("in flight", "waits", "larger than ten");
    }

    @Test
    void aMessageThatCompletesTwiceSendsNothingTwice() {
        List<Consumer<Throwable>> completions = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        Outbox outbox = new Outbox(
                new ThrowingTransport() {
                    @Override
                    public void send(List<Frame> messages, Consumer<Throwable> done) {
                        messages.forEach(message -> sent.add(message.text()));
                        completions.add(done);
                    }
                },
                new RejectingQueue(10),
                1000,
                slow::incrementAndGet,
                () -> {},
                failures::add);
        outbox.offer(replies("a", "b", "c"));

        completions.get(0).accept(null);
        completions.get(0).accept(null);

        assertThat(sent).containsExactly("a", "b");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Without a limit. */
    private static class DelegatingQueue implements FrameQueue {
        private final RejectingQueue frames = new RejectingQueue(Integer.MAX_VALUE);

        @Override
        public boolean add(Frame frame) {
            return frames.add(frame);
        }

        @Override
        public Frame poll() {
            return frames.poll();
        }

        @Override
        public void clear() {
            frames.clear();
        }

        @Override
        public int size() {
            return frames.size();
        }

        @Override
        public int count() {
            return frames.count();
        }
    }

    private static class ThrowingTransport implements Transport {
        @Override
        public void send(List<Frame> messages, Consumer<Throwable> done) {
            throw new StackOverflowError("injected");
        }

        @Override
        public boolean ping() {
            return false;
        }

        @Override
        public void close(int code, String reason) {
            // nothing is open
        }

        @Override
        public void abort() {
            // nothing is open
        }
    }
}
