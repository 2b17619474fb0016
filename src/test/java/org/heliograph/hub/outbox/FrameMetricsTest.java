package org.heliograph.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

/** Uses the dialect of no other test of this package, since the counters belong to the process. */
class FrameMetricsTest {
    private static final String DIALECT = "alerts-stream";
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");

    private final FakeTransport transport = new FakeTransport();
    private final Outbox outbox =
            new Outbox(transport, new RejectingQueue(10), 1_000, () -> {}, () -> {}, failure -> {}, DIALECT);
    private final long sent = FrameMetrics.SENT.of(DIALECT).sum();
    private final long bytes = FrameMetrics.SENT_BYTES.of(DIALECT).sum();
    private final long observed = observed();

    private static long observed() {
        return LongStream.of(FrameMetrics.DELIVERY.of(DIALECT).counts()).sum();
    }

    private static Publication publication() {
        return new Publication(TOPIC, 1, "UPDATE", "{}", Instant.EPOCH);
    }

    @Test
    void countsWhatWasWrittenAndNotWhatWaits() {
        transport.stall();
        outbox.offer(List.of(Frame.reply("ä"), Frame.of("event", publication())));
        assertThat(FrameMetrics.SENT.of(DIALECT).sum()).isEqualTo(sent);

        transport.release();
        assertThat(FrameMetrics.SENT.of(DIALECT).sum()).isEqualTo(sent + 1);
        transport.recover();

        assertThat(FrameMetrics.SENT.of(DIALECT).sum()).isEqualTo(sent + 2);
        assertThat(FrameMetrics.SENT_BYTES.of(DIALECT).sum()).isEqualTo(bytes + 7);
    }

    @Test
    void observesOneDelayForEachWriteThatHasAnEvent() {
        transport.batches(1_000).stall();
        outbox.offer(List.of(Frame.reply("first")));
        outbox.offer(List.of(Frame.of("one", publication()), Frame.of("two", publication())));
        assertThat(observed()).isEqualTo(observed);
        transport.recover();

        assertThat(observed()).isEqualTo(observed + 1);
    }

    @Test
    void observesNoDelayOfWhatHappenedBeforeAClientResumed() {
        Frame frame = Frame.sequenced("old", publication(), null);
        outbox.offer(List.of(frame.ofThePast()));

        assertThat(FrameMetrics.SENT.of(DIALECT).sum()).isEqualTo(sent + 1);
        assertThat(observed()).isEqualTo(observed);

        outbox.offer(List.of(frame));
        assertThat(observed()).isEqualTo(observed + 1);
    }

    @Test
    void unknownDialectsShareOneSeries() {
        assertThat(FrameMetrics.of("one")).isSameAs(FrameMetrics.of("another"));
    }

    @Test
    void everyDialectHasItsSeries() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("Dialect.java"))
                    .toList()) {
                Matcher name = Pattern.compile("super\\(\\s*\"([a-z-]+)\"").matcher(Files.readString(file));
                while (name.find()) {
                    names.add(name.group(1));
                }
            }
        }

        assertThat(FrameMetrics.DIALECTS).containsExactlyInAnyOrderElementsOf(names);
    }
}
