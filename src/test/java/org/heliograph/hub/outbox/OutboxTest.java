package org.heliograph.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final FakeTransport transport = new FakeTransport();
    private final AtomicInteger slow = new AtomicInteger();
    private final List<Throwable> failures = new ArrayList<>();

    private Outbox outbox(int frames, int size) {
        return new Outbox(transport, new RejectingQueue(frames), size, slow::incrementAndGet, () -> {}, failures::add);
    }

    private static List<Frame> frames(String... texts) {
        return List.of(texts).stream().map(Frame::reply).toList();
    }

    private static List<Frame> events(String... texts) {
        Publication publication =
                new Publication(Topic.ofChannel("apps:created"), Publication.UNLOGGED, "event", "{}", Instant.EPOCH);
        return List.of(texts).stream().map(text -> Frame.of(text, publication)).toList();
    }

    @Test
    void sendsInTheOrderOfOffers() {
        Outbox outbox = outbox(10, 1000);

        outbox.offer(frames("a", "b"));
        outbox.offer(frames("c"));

        assertThat(transport.sent()).containsExactly("a", "b", "c");
    }

    @Test
    void hasAtMostOneMessageInFlight() {
        Outbox outbox = outbox(10, 1000);
        transport.stall();

        outbox.offer(frames("a", "b", "c"));
        assertThat(transport.sent()).containsExactly("a");
        transport.release();
        assertThat(transport.sent()).containsExactly("a", "b");
        transport.recover();

        assertThat(transport.sent()).containsExactly("a", "b", "c");
        assertThat(transport.concurrentSends()).isZero();
    }

    @Test
    void framesThatWaitTogetherAreSentTogether() {
        Outbox outbox = outbox(10, 1000);
        transport.batches(100).stall();

        outbox.offer(frames("a"));
        outbox.offer(frames("b", "c"));
        outbox.offer(frames("d"));
        transport.recover();

        assertThat(transport.sent()).containsExactly("a", "b", "c", "d");
        assertThat(transport.batches()).isEqualTo(2);
        assertThat(transport.concurrentSends()).isZero();
    }

    @Test
    void aBatchEndsAtTheFrameWithWhichItIsFull() {
        Outbox outbox = outbox(10, 1000);
        transport.batches(4).stall();

        outbox.offer(frames("aa", "bb", "cc", "dddddddd", "e"));
        assertThat(transport.sent()).containsExactly("aa", "bb");
        transport.release();
        assertThat(transport.sent()).containsExactly("aa", "bb", "cc", "dddddddd");
        transport.recover();

        assertThat(transport.sent()).endsWith("e");
        assertThat(transport.batches()).isEqualTo(3);
    }

    @Test
    void asksForOneFlushOfWhatIsQueuedUntilThen() {
        Outbox outbox = outbox(10, 1000);
        transport.batches(100);

        assertThat(outbox.queue(events("a"), () -> true)).isTrue();
        assertThat(outbox.queue(events("b"), () -> true)).isFalse();
        outbox.offer(frames("c"));
        assertThat(transport.sent()).isEmpty();
        outbox.flush();

        assertThat(transport.sent()).containsExactly("a", "b", "c");
        assertThat(transport.batches()).isOne();
        assertThat(outbox.queue(events("d"), () -> true)).isTrue();
    }

    @Test
    void asksForNoFlushThatTheEndOfTheBatchInFlightWillDo() {
        Outbox outbox = outbox(10, 1000);
        transport.stall();
        outbox.offer(frames("on the wire"));

        assertThat(outbox.queue(events("a"), () -> true)).isFalse();
        transport.recover();

        assertThat(transport.sent()).containsExactly("on the wire", "a");
    }

    @Test
    void aFullQueueIsSentBeforeThePeerCountsAsSlow() {
        Outbox outbox = outbox(2, 1000);

        outbox.queue(events("a", "b", "c", "d", "e"), () -> true);
        outbox.flush();

        assertThat(slow).hasValue(0);
        assertThat(transport.sent()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aFullQueueThatAnotherThreadIsSendingDoesNotMakeThePeerSlow() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        Thread publisher = Thread.currentThread();
        Transport busy = new Transport() {
            @Override
            public void send(List<Frame> messages, Consumer<Throwable> done) {
                writing.countDown();
                while (messages.get(0).text().equals("first") && !isWaiting(publisher)) {
                    Thread.onSpinWait();
                }
                done.accept(null);
            }

            @Override
            public boolean ping() {
                return false;
            }

            @Override
            public void close(int code, String reason) {
                // not called
            }

            @Override
            public void abort() {
                // not called
            }
        };
        Outbox outbox = new Outbox(busy, new RejectingQueue(2), 1000, slow::incrementAndGet, () -> {}, failure -> {});
        ExecutorService writer = Executors.newSingleThreadExecutor();
        outbox.queue(events("first"), () -> true);
        writer.execute(outbox::flush);
        assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();

        outbox.queue(events("a", "b", "c"), () -> true);

        assertThat(slow).hasValue(0);
        writer.shutdown();
    }

    private static boolean isWaiting(Thread publisher) {
        return List.of(publisher.getStackTrace()).stream()
                .anyMatch(call -> call.getMethodName().equals("awaitWriter"));
    }

    @Test
    void reportsAPeerThatIsTooSlow() {
        Outbox outbox = outbox(2, 1000);
        transport.stall();

        outbox.offer(events("on the wire", "waits", "waits"));
        assertThat(slow).hasValue(0);
        outbox.offer(events("too much"));

        assertThat(slow).hasValue(1);
    }

    @Test
    void repliesDoNotCountTowardsTheCapacity() {
        Outbox outbox = outbox(2, 1000);
        transport.stall();

        outbox.offer(events("on the wire", "waits", "waits"));
        outbox.offer(frames("an answer", "another", "and another"));
        assertThat(slow).hasValue(0);
        transport.recover();
        outbox.offer(events("room again", "and again"));

        assertThat(transport.sent())
                .containsExactly(
                        "on the wire",
                        "waits",
                        "waits",
                        "an answer",
                        "another",
                        "and another",
                        "room again",
                        "and again");
        assertThat(slow).hasValue(0);
    }

    @Test
    void boundsTheQueueBySize() {
        Outbox outbox = outbox(1000, 10);
        transport.stall();

        outbox.offer(frames("wire", "12345", "12345"));
        assertThat(slow).hasValue(0);
        outbox.offer(frames("1"));

        assertThat(slow).hasValue(1);
    }

    @Test
    void dropsAndCountsAnEventThatIsLargerThanTheWholeQueue() {
        Outbox outbox = outbox(10, 10);
        long before = OversizedFrames.dropped();

        outbox.offer(events("before", "larger than ten", "after"));

        assertThat(transport.sent()).containsExactly("before", "after");
        assertThat(OversizedFrames.dropped()).isEqualTo(before + 1);
        assertThat(slow).hasValue(0);
    }

    @Test
    void sendsAReplyThatIsLargerThanTheWholeQueue() {
        Outbox outbox = outbox(10, 10);

        outbox.offer(frames("larger than ten"));

        assertThat(transport.sent()).containsExactly("larger than ten");
        assertThat(slow).hasValue(0);
    }

    @Test
    void sendsNothingAfterAFailure() {
        Outbox outbox = outbox(10, 1000);
        transport.stall();

        outbox.offer(frames("a", "b"));
        transport.fail();
        outbox.offer(frames("c"));

        assertThat(transport.sent()).containsExactly("a");
    }

    @Test
    void discardsTheQueueOnClose() {
        RejectingQueue queue = new RejectingQueue(10);
        Outbox outbox = new Outbox(transport.stall(), queue, 1000, slow::incrementAndGet, () -> {}, failures::add);

        outbox.offer(frames("a", "b"));
        outbox.close();
        transport.release();

        assertThat(transport.sent()).containsExactly("a");
        assertThat(queue.size()).isZero();
    }

    @Test
    void doesNotOverflowTheStackWhenEverySendCompletesAtOnce() {
        Outbox outbox = outbox(200_000, 10_000_000);
        transport.stall();
        outbox.offer(IntStream.range(0, 100_000).mapToObj(i -> Frame.reply("x")).toList());

        transport.recover();

        assertThat(transport.sent()).hasSize(100_000);
    }

    @Test
    void keepsTheOrderOfEachThreadAndLosesNothing() throws InterruptedException {
        int threads = 4;
        int each = 5_000;
        Outbox outbox = outbox(threads * each, 10_000_000);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < threads; thread++) {
            String name = "t" + thread + "-";
            pool.execute(() -> {
                await(start);
                IntStream.range(0, each).forEach(i -> outbox.offer(frames(name + i)));
            });
        }

        start.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(transport.sent()).hasSize(threads * each);
        for (int thread = 0; thread < threads; thread++) {
            String name = "t" + thread + "-";
            assertThat(transport.sent().stream().filter(text -> text.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> name + i).toList());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void boundsRepliesBySize() {
        Outbox outbox = outbox(1, 15);
        AtomicInteger joined = new AtomicInteger();
        transport.stall();
        outbox.offer(frames("on the wire", "waits"));

        outbox.replyThen(Frame.reply("one too many"), joined::incrementAndGet);

        assertThat(slow).hasValue(1);
        assertThat(joined).hasValue(0);
    }
}
