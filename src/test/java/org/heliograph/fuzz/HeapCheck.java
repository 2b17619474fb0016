package org.heliograph.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Finds what inputs leave behind: the heap after a collection may not grow from one million of inputs to the next. */
final class HeapCheck {
    /** By then every class is loaded and every cache is full. */
    private static final long WARM = 100_000;

    private static final long EVERY = 1_000_000;

    /** The fuzzer's own tables grow as well. */
    private static final long MOST_GROWTH = 64L << 20;

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private long inputs;
    private long first;

    /** Called after each input. */
    void count() {
        inputs++;
        if (inputs == WARM) {
            first = used();
        } else if (inputs % EVERY == 0) {
            check();
        }
    }

    /** @return how many bytes the heap has grown since it was warm; negative when it has shrunk */
    long check() {
        long grown = first == 0 ? 0 : used() - first;
        Require.that(grown <= MOST_GROWTH, "the heap has grown by " + grown + " bytes in " + inputs + " inputs");
        return grown;
    }

    private static long used() {
        System.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
