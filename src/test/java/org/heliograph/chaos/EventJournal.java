package org.heliograph.chaos;

import java.time.Duration;

/** Prints the events of a run to the console as they happen. */
final class EventJournal {
    private final long began = System.nanoTime();

    void record(String what) {
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        System.out.printf("chaos %7.1f s  %s%n", millis / 1000.0, what); // a run of hours is watched on the console
    }
}
