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
final class Driver {
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    private final Plant plant;
    private final Random random;
    private final Consumer<String> diary;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    Driver(Plant plant, long seed, Consumer<String> diary) {
        this.plant = plant;
        this.random = new Random(seed);
        this.diary = diary;
    }

    /** Goes on for so long, but for one round at least; then waits until everything works again. */
    void run(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        do {
            List<Fault> round = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(round, random);
            for (Fault fault : round) {
                if (struck.size() < round.size() || System.nanoTime() < until) {
                    Pace.rest(random.nextInt(LONGEST_PAUSE_MILLIS));
                    // with nobody there, nothing more can go wrong
                    plant.awaitAnyNode();
                    diary.accept(fault + " " + fault.strike(plant, random));
                    struck.merge(fault, 1, Integer::sum);
                }
            }
        } while (System.nanoTime() < until);
        plant.awaitHealth();
    }

    /** How often each kind of fault has happened. */
    Map<Fault, Integer> struck() {
        return struck;
    }
}
