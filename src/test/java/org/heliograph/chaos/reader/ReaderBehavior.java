package org.heliograph.chaos.reader;

import java.util.Random;

/** How a reader behaves. */
public enum ReaderBehavior {
    /** Stays for as long as it is let. */
    STEADY(0, 0, 0, 0),
    /** Comes and goes. */
    RESTLESS(4_000, 0, 0, 0),
    /** Stays, reads nothing now and then, and has hardly any room for what comes meanwhile. */
    SLOW(0, 60, 3_000, 2_048),
    /** Reads nothing for so long that a server may give it up; goes as well. */
    STUBBORN(20_000, 300, 15_000, 4_096);

    private final int staysMillis;
    private final int stallsOneIn;
    private final int stallMillis;
    private final int receiveBuffer;

    /**
     * @param staysMillis how long it stays connected at most; 0 for as long as it is let
     * @param stallsOneIn one event in so many makes it read nothing for a while; 0 for never
     * @param stallMillis how long at most
     * @param room        bytes that the system may take for it before it reads; 0 for the usual
     */
    ReaderBehavior(int staysMillis, int stallsOneIn, int stallMillis, int receiveBuffer) {
        this.staysMillis = staysMillis;
        this.stallsOneIn = stallsOneIn;
        this.stallMillis = stallMillis;
        this.receiveBuffer = receiveBuffer;
    }

    /** Whether it stalls now. */
    boolean stalls(Random random) {
        return stallsOneIn > 0 && random.nextInt(stallsOneIn) == 0;
    }

    /** How long it reads nothing then, in milliseconds. */
    int stall(Random random) {
        return random.nextInt(stallMillis);
    }

    /** How long it stays this time, in milliseconds. */
    long stay(Random random) {
        return staysMillis == 0 ? Long.MAX_VALUE : random.nextInt(staysMillis);
    }

    int receiveBuffer() {
        return receiveBuffer;
    }
}
