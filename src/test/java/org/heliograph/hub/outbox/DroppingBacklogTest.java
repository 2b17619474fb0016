package org.heliograph.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class DroppingBacklogTest {
    private final List<Integer> missed = new ArrayList<>();
    private final DroppingBacklog backlog = new DroppingBacklog(2, missed::add);

    private static Frame event(String text) {
        return Frame.of(text, new Publication(new Topic("alerts", "alerts"), 1, "e", "{}", Instant.EPOCH));
    }

    @Test
    void keepsTheNewestAndSaysHowManyWent() {
        assertThat(backlog.add(event("one"))).isTrue();
        assertThat(backlog.add(event("two"))).isTrue();
        assertThat(backlog.add(event("three"))).isTrue();
        assertThat(backlog.add(event("four"))).isTrue();

        assertThat(backlog.size()).isEqualTo("threefour".length());
        assertThat(backlog.poll().text()).isEqualTo("three");
        assertThat(backlog.poll().text()).isEqualTo("four");
        assertThat(missed).isEmpty();
        assertThat(backlog.poll()).isNull();
        assertThat(backlog.poll()).isNull();
        assertThat(missed).containsExactly(2);
    }

    @Test
    void neverDropsAnAnswer() {
        backlog.add(Frame.answer("answer"));
        backlog.add(event("one"));
        backlog.add(event("two"));

        assertThat(backlog.poll().text()).isEqualTo("answer");
        assertThat(backlog.poll().text()).isEqualTo("two");
    }

    @Test
    void refusesWhenNothingMayGo() {
        backlog.add(Frame.answer("one"));
        backlog.add(Frame.answer("two"));

        assertThat(backlog.add(event("three"))).isFalse();
    }

    @Test
    void makesRoomInBytesToo() {
        FakeTransport transport = new FakeTransport();
        transport.stall();
        List<String> closed = new ArrayList<>();
        Outbox outbox = new Outbox(transport, new DroppingBacklog(100, missed::add), 10, () -> closed.add("slow"));

        outbox.offer(List.of(event("first")));
        outbox.offer(List.of(event("12345"), event("67890"), event("abcde")));
        transport.recover();

        assertThat(closed).isEmpty();
        assertThat(transport.sent()).containsExactly("first", "67890", "abcde");
    }
}
