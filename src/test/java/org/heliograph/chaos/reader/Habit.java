package org.heliograph.chaos.reader;

import java.util.Random;

/**
 * How a reader behaves.
 *
 * @param staysMillis how long it stays connected at most; 0 for as long as it is let
 * @param stallsOneIn one event in so many makes it read nothing for a while; 0 for never
 * @param stallMillis how long at most
 * @param room        bytes that the system may take for it before it reads; 0 for the usual
 */
public record Habit(int staysMillis, int stallsOneIn, int stallMillis, int room) {
    /** Stays. */
    public static final Habit STEADY = new Habit(0, 0, 0, 0);

    /** Comes and goes. */
    public static final Habit RESTLESS = new Habit(4_000, 0, 0, 0);

    /** Reads now and then, and has hardly any room for what comes meanwhile. */
    public static final Habit SLOW = new Habit(0, 60, 3_000, 2_048);

    /** Stops for so long that a server may give it up, and goes as well. */
    public static final Habit STUBBORN = new Habit(20_000, 300, 12_000, 4_096);

    boolean stalls(Random random) {
        return stallsOneIn > 0 && random.nextInt(stallsOneIn) == 0;
    }

    long stay(Random random) {
        return staysMillis == 0 ? Long.MAX_VALUE : random.nextInt(staysMillis);
    }
}
