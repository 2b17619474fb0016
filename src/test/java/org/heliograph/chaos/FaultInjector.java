package org.heliograph.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Injects faults one after the other, in rounds of all kinds in random order. The seed decides order, time and duration. A long run has
 * each kind at least once; a short one ends when its time is over and it has some, also on a busy machine.
 */
final class FaultInjector {
    /**
     * The kinds that happen. Unless {@code chaos.faults} names some: all in a long run, and all but the restore in a short one, of which it
     * would take a third.
     */
    private static final List<Fault> KINDS = kinds(System.getProperty("chaos.faults", ""));

    /** How many kinds happen at least. */
    static final int MINIMUM_KINDS = Math.min(KINDS.size(), ChaosRun.THOROUGH ? KINDS.size() : 6);

    private static List<Fault> kinds(String names) {
        List<Fault> named = Stream.of(names.split(","))
                .filter(name -> !name.isBlank())
                .map(Fault::valueOf)
                .toList();
        return named.isEmpty()
                ? Stream.of(Fault.values())
                        .filter(fault -> ChaosRun.THOROUGH || fault != Fault.RESTORE_DATABASE)
                        .toList()
                : named;
    }

    /** Whether the database may be restored in this run, so that readers have to name epochs. */
    static boolean restores() {
        return KINDS.contains(Fault.RESTORE_DATABASE);
    }

    private final TestCluster cluster;
    private final Random random;
    private final Consumer<String> journal;
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);

    FaultInjector(TestCluster cluster, long seed, Consumer<String> journal) {
        this.cluster = cluster;
        this.random = new Random(seed);
        this.journal = journal;
    }

    /**
     * Injects faults for that time, and at least so many kinds, then waits until all nodes are healthy.
     *
     * @param enough ends it earlier
     */
    void run(Duration length, BooleanSupplier enough) {
        long until = System.nanoTime() + length.toNanos();
        do {
            List<Fault> round = new ArrayList<>(KINDS);
            Collections.shuffle(round, random);
            for (Fault fault : round) {
                if (injected.size() < MINIMUM_KINDS || System.nanoTime() < until && !enough.getAsBoolean()) {
                    Pause.millis(random.nextInt(Pause.LONGEST_CALM_MILLIS));
                    // without any node a further fault has no effect
                    cluster.awaitAnyNode();
                    journal.accept(fault + " " + fault.inject(cluster, random));
                    injected.merge(fault, 1, Integer::sum);
                }
            }
        } while (System.nanoTime() < until && !enough.getAsBoolean());
        cluster.awaitHealthy();
    }

    /** How often each kind of fault was injected. */
    Map<Fault, Integer> injected() {
        return injected;
    }
}
