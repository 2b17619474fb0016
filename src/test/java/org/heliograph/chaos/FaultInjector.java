package org.heliograph.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Lets faults happen one after the other, in rounds of all kinds in random order; the seed decides which, when and how. */
final class FaultInjector {
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    private final TestCluster cluster;
    private final Random random;
    private final Consumer<String> journal;
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);

    FaultInjector(TestCluster cluster, long seed, Consumer<String> journal) {
        this.cluster = cluster;
        this.random = new Random(seed);
        this.journal = journal;
    }

    /** Goes on for so long, but for one round at least; then waits until everything works again. */
    void run(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        do {
            List<Fault> round = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(round, random);
            for (Fault fault : round) {
                if (injected.size() < round.size() || System.nanoTime() < until) {
                    Pause.millis(random.nextInt(LONGEST_PAUSE_MILLIS));
                    // with nobody there, nothing more can go wrong
                    cluster.awaitAnyNode();
                    journal.accept(fault + " " + fault.inject(cluster, random));
                    injected.merge(fault, 1, Integer::sum);
                }
            }
        } while (System.nanoTime() < until);
        cluster.awaitHealthy();
    }

    /** How often each kind of fault has happened. */
    Map<Fault, Integer> injected() {
        return injected;
    }
}
