package org.heliograph.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class DropOldestQueueTest {
    private final List<Integer> dropped = new ArrayList<>();
    private final FakeTransport transport = new FakeTransport();
    private final AtomicInteger tooSlow = new AtomicInteger();

    private Outbox outbox(int capacity, int size) {
        return new Outbox(
                transport,
                new DropOldestQueue(capacity, dropped::add),
                size,
                tooSlow::incrementAndGet,
                () -> {},
                failure -> {});
    }

    private static Frame sequenced(String text) {
        return Frame.sequenced(text, event(text).publication(), null);
    }

    private static Frame event(String text) {
        return Frame.of(text, new Publication(new Topic("alerts", "alerts"), 1, "e", "{}", Instant.EPOCH));
    }

    @Test
    void keepsTheNewestAndReportsHowManyWereDropped() {
        Outbox outbox = outbox(3, 100);
        transport.stall();
        outbox.offer(List.of(event("zero")));

        outbox.offer(List.of(event("1"), event("2"), event("3"), event("4"), event("5")));
        assertThat(dropped).isEmpty();
        transport.recover();

        assertThat(transport.sent()).containsExactly("zero", "3", "4", "5");
        assertThat(dropped).containsExactly(2);
        assertThat(tooSlow).hasValue(0);
    }

    @Test
    void dropsNothingOfALargeBatchWhileThePeerTakesIt() {
        outbox(2, 100).offer(List.of(event("1"), event("2"), event("3"), event("4"), event("5")));

        assertThat(transport.sent()).containsExactly("1", "2", "3", "4", "5");
        assertThat(dropped).isEmpty();
    }

    @Test
    void reportsDropsOfAPeerThatNeverCatchesUp() {
        Outbox outbox = outbox(2, 100);
        transport.stall();
        outbox.offer(List.of(event("zero"), event("1"), event("2"), event("3"), event("4")));

        transport.release();
        outbox.offer(List.of(event("5"), event("6")));

        assertThat(dropped).containsExactly(2);
        assertThat(transport.sent()).containsExactly("zero", "3");
    }

    @Test
    void reportsDropsWhenThePeerLeaves() {
        Outbox outbox = outbox(2, 100);
        transport.stall();
        outbox.offer(List.of(event("zero"), event("1"), event("2"), event("3")));

        outbox.close();

        assertThat(dropped).containsExactly(1);
    }

    @Test
    void neverDropsAReply() {
        Outbox outbox = outbox(1, 100);
        transport.stall();
        outbox.offer(List.of(event("zero"), Frame.reply("answer"), event("1"), event("2")));

        transport.recover();

        assertThat(transport.sent()).containsExactly("zero", "answer", "2");
    }

    @Test
    void rejectsWhenNothingMayBeDropped() {
        Outbox outbox = outbox(2, 100);
        transport.stall();
        outbox.offer(List.of(event("zero"), sequenced("one"), sequenced("two")));

        outbox.offer(List.of(event("three")));

        assertThat(tooSlow).hasValue(1);
    }

    @Test
    void repliesDoNotCountTowardsTheCapacity() {
        Outbox outbox = outbox(1, 100);
        transport.stall();
        outbox.offer(List.of(event("zero"), Frame.reply("one"), Frame.reply("two"), event("three")));

        transport.recover();

        assertThat(transport.sent()).containsExactly("zero", "one", "two", "three");
        assertThat(tooSlow).hasValue(0);
    }

    @Test
    void dropsTheOldestBeyondTheMaximumSize() {
        Outbox outbox = outbox(100, 10);
        transport.stall();

        outbox.offer(List.of(event("first")));
        outbox.offer(List.of(event("12345"), event("67890"), event("abcde")));
        transport.recover();

        assertThat(tooSlow).hasValue(0);
        assertThat(transport.sent()).containsExactly("first", "67890", "abcde");
    }
}
