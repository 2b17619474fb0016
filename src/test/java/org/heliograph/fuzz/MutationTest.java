package org.heliograph.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.heliograph.testing.LoggedRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random changes of the corpus, many times as fast as {@link DecoderFuzz} and blind: a few thousand inputs a target, or as many as
 * {@code -Dfuzz.inputs} says for all targets together (docs/fuzzing.md).
 */
class MutationTest {
    private static final long INPUTS = Long.getLong("fuzz.inputs", 100_000);
    private static final String TARGET = System.getProperty("fuzz.target", "");
    /** Inputs of one target at a time, between which the mutator gets a new seed. */
    private static final int ROUND = 2_000;

    private static final int REPORTED = 1_000_000;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @RegisterExtension
    final LoggedRecords traces = new LoggedRecords("org.heliograph");

    private final HeapCheck heap = new HeapCheck();
    private final HangWatch watch = new HangWatch();

    @Test
    void everyChangedInputIsHandled() {
        // a trace for what a stranger sends is a log that he fills
        traces.setFilter(entry -> entry.getThrown() != null && entry.getLevel().intValue() >= Level.INFO.intValue());
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        List<String> names = TARGET.isEmpty() ? FuzzTargets.names() : List.of(TARGET);
        long done = 0;
        for (int round = 0; done < INPUTS; round++) {
            String name = names.get(round % names.size());
            run(name, seed + round);
            done += ROUND;
            if (done % REPORTED == 0) {
                report("%d inputs, seed %d".formatted(done, seed));
            }
        }

        assertThat(traces.messages()).isEmpty();
        long grown = heap.check();
        report("%d inputs, seed %d, heap %+d bytes".formatted(done, seed, grown));
    }

    private static void report(String progress) {
        System.out.println(progress); // a run of hours is watched, and its figures are recorded in docs/fuzzing.md
    }

    private void run(String name, long seed) {
        List<byte[]> inputs = Corpus.inputs(name);
        FuzzTarget target = FuzzTargets.find(name);
        Mutator mutator = new Mutator(seed);
        for (int i = 0; i < ROUND; i++) {
            byte[] input = mutator.next(inputs);
            long begin = System.nanoTime();
            watch.begin(input);
            try {
                target.accept(input);
            } catch (Exception | Error fault) {
                throw new AssertionError(description(name, input), fault);
            }
            // the thread's own time counts, which is dearer to ask for
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                slow(name, input);
            }
            watch.end();
            heap.count();
        }
    }

    /** A pause of the machine is no fault of the code: once more, by the time of the CPU. */
    private static void slow(String name, byte[] input) {
        long begin = THREADS.getCurrentThreadCpuTime();
        try {
            FuzzTargets.find(name).accept(input);
        } catch (Exception fault) {
            throw new AssertionError(description(name, input), fault);
        }
        assertThat(THREADS.getCurrentThreadCpuTime() - begin)
                .as(description(name, input))
                .isLessThan(LONGEST_NANOS);
    }

    private static String description(String name, byte[] input) {
        return "target " + name + ", input <" + new String(input, StandardCharsets.UTF_8) + ">, in Base64 "
                + Base64.getEncoder().encodeToString(input);
    }
}
