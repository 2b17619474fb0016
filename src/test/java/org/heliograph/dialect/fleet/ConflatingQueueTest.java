package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Outbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConflatingQueueTest {
    private static final Topic MACHINES = Topic.ofOrganization("acme", "machines");
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.000Z");

    private final ConflatingQueue queue = new ConflatingQueue(3, Clock.fixed(NOW, ZoneOffset.UTC));
    private long seq;

    private void add(String event, String payload) {
        Publication publication = new Publication(MACHINES, ++seq, event, payload, NOW);
        queue.add(Frame.of(FleetEncoder.event(publication), publication));
    }

    private List<String> pollAll() {
        List<String> texts = new ArrayList<>();
        for (Frame frame = queue.poll(); frame != null; frame = queue.poll()) {
            texts.add(frame.text().replaceAll(",\"timestamp\":\"[^\"]*\"", ""));
        }
        return texts;
    }

    private static String event(String event, String payload) {
        return "{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"" + event + "\",\"payload\":" + payload + "}";
    }

    @Test
    void doesNotConflateBelowItsCapacity() {
        add("UPDATE", "{\"id\":\"a\",\"status\":\"online\"}");
        add("UPDATE", "{\"id\":\"a\",\"status\":\"offline\"}");

        assertThat(pollAll())
                .containsExactly(
                        event("UPDATE", "{\"id\":\"a\",\"status\":\"online\"}"),
                        event("UPDATE", "{\"id\":\"a\",\"status\":\"offline\"}"));
    }

    @Test
    void conflatesToTheUnionOfTheColumnsAndReportsTheCount() {
        add("UPDATE", "{\"id\":\"a\",\"status\":\"online\",\"last_seen\":\"1\"}");
        add("UPDATE", "{\"id\":\"b\",\"status\":\"online\"}");
        add("UPDATE", "{\"id\":\"a\",\"status\":\"offline\"}");
        add("UPDATE", "{\"id\":\"a\",\"name\":\"x\"}");

        assertThat(pollAll())
                .containsExactly(
                        "{\"type\":\"merged\",\"channel\":\"machines\",\"count\":2}",
                        event("UPDATE", "{\"id\":\"a\",\"status\":\"offline\",\"last_seen\":\"1\",\"name\":\"x\"}"),
                        event("UPDATE", "{\"id\":\"b\",\"status\":\"online\"}"));
    }

    @Test
    void makesNoRoomWhereThereIsNothingToFree() {
        assertThat(queue.makeRoom()).isFalse();
        queue.add(Frame.reply("x"));

        assertThat(queue.makeRoom()).isFalse();
    }

    @Test
    void doesNotConflateInsertsAndDeletes() {
        add("INSERT", "{\"id\":\"a\",\"name\":\"x\"}");
        add("UPDATE", "{\"id\":\"a\",\"status\":\"online\"}");
        add("DELETE", "{\"id\":\"a\"}");
        add("INSERT", "{\"id\":\"a\",\"name\":\"y\"}");
        add("UPDATE", "{\"id\":\"a\",\"status\":\"offline\"}");

        assertThat(pollAll())
                .containsExactly(
                        event("INSERT", "{\"id\":\"a\",\"name\":\"x\"}"),
                        event("UPDATE", "{\"id\":\"a\",\"status\":\"online\"}"),
                        event("DELETE", "{\"id\":\"a\"}"),
                        event("INSERT", "{\"id\":\"a\",\"name\":\"y\"}"),
                        event("UPDATE", "{\"id\":\"a\",\"status\":\"offline\"}"));
    }

    @Test
    void sizeIsBoundedByTheNumberOfMachines() {
        for (int i = 0; i < 100_000; i++) {
            add("UPDATE", "{\"id\":\"m" + i % 10 + "\",\"status\":\"" + i + "\"}");
        }

        assertThat(queue.size()).isLessThan(30 * 200);
        assertThat(pollAll()).endsWith(event("UPDATE", "{\"id\":\"m9\",\"status\":\"99999\"}"));
    }

    @Test
    void conflatesManyMachinesBeforeTheOutboxIsFull() {
        int machines = 500;
        FakeTransport transport = new FakeTransport().stall();
        AtomicInteger slow = new AtomicInteger();
        // room for one and a half updates of each
        Outbox outbox = new Outbox(transport, queue, machines * 190, slow::incrementAndGet, () -> {}, failure -> {});

        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < machines; i++) {
                Publication update =
                        new Publication(MACHINES, ++seq, "UPDATE", "{\"id\":\"m" + i + "\",\"n\":" + round + "}", NOW);
                outbox.offer(List.of(Frame.of(FleetEncoder.event(update), update)));
            }
        }

        assertThat(slow).hasValue(0);
        transport.recover();
        assertThat(transport.sent())
                .hasSizeLessThan(machines * 2)
                .last()
                .asString()
                .contains("\"m499\",\"n\":9");
    }

    @Test
    void doesNotConflateUnloggedEvents() {
        for (int i = 0; i < 10; i++) {
            Publication broadcast = new Publication(
                    Topic.ofOrganization("acme", "general"), Publication.UNLOGGED, "UPDATE", "{\"id\":\"a\"}", NOW);
            queue.add(Frame.of(FleetEncoder.event(broadcast), broadcast));
        }

        assertThat(pollAll()).hasSize(10);
    }

    @Test
    void keepsAnEventWhosePayloadCannotBeRead() {
        for (int i = 0; i < 10; i++) {
            add("UPDATE", "[".repeat(100_000));
            add("UPDATE", "{\"id\":\"a\",\"n\":" + i + "}");
        }

        assertThat(pollAll()).hasSizeBetween(12, 20).last().asString().contains("\"n\":9");
    }

    @Test
    @Timeout(60)
    void randomFramesOfAnySizeEndInTheNewestStateOfEachRow() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ConflatingQueue conflating = new ConflatingQueue(3, Clock.fixed(NOW, ZoneOffset.UTC));
            FakeTransport transport = new FakeTransport().stall();
            AtomicInteger slow = new AtomicInteger();
            int maxBytes = 2_000;
            Outbox outbox = new Outbox(transport, conflating, maxBytes, slow::incrementAndGet, () -> {}, failure -> {});
            Map<String, String> newest = new HashMap<>();
            outbox.offer(List.of(Frame.reply("in flight")));
            for (int n = 0; n < 200 && slow.get() == 0; n++) {
                String id = "m" + random.nextInt(3);
                int size = random.nextInt(8) == 0 ? random.nextInt(2 * maxBytes) : random.nextInt(50);
                String payload = "{\"id\":\"" + id + "\",\"n\":" + n + ",\"text\":\"" + "ü".repeat(size) + "\"}";
                Publication update = new Publication(MACHINES, ++seq, "UPDATE", payload, NOW);
                Frame frame = Frame.of(FleetEncoder.event(update), update);
                if (frame.bytes() <= maxBytes) {
                    newest.put(id, "\"n\":" + n + ",");
                }
                outbox.offer(List.of(frame));
                assertThat(conflating.size()).isLessThanOrEqualTo(maxBytes);
            }
            transport.recover();

            if (slow.get() == 0) {
                newest.values().forEach(state -> assertThat(transport.sent()).anyMatch(text -> text.contains(state)));
            }
        }
    }
}
