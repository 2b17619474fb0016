package org.heliograph.chaos.reader;

import java.util.Random;
import org.heliograph.chaos.Pause;

/** How a reader behaves. */
public enum ReaderBehavior {
    /** Stays connected and reads at once. */
    STEADY(0, 0, 0, 0),
    /** Reconnects every few seconds. */
    RESTLESS(4_000, 0, 0, 0),
    /** Stays connected, pauses reading at times, and has a small receive buffer. */
    SLOW(0, 60, 3_000, 2_048),
    /** Pauses reading for so long that a server may close the connection; also reconnects. */
    STUBBORN(20_000, 300, 15_000, 4_096);

    private final int staysMillis;
    private final int stallsOneIn;
    private final int stallMillis;
    private final int receiveBuffer;

    /**
     * @param staysMillis maximum time connected; 0 for unlimited
     * @param stallsOneIn pauses after one event in so many; 0 for never
     * @param stallMillis maximum length of a pause
     * @param receiveBuffer bytes of the socket's receive buffer; 0 for the system's default
     */
    ReaderBehavior(int staysMillis, int stallsOneIn, int stallMillis, int receiveBuffer) {
        this.staysMillis = staysMillis;
        this.stallsOneIn = stallsOneIn;
        this.stallMillis = stallMillis;
        this.receiveBuffer = receiveBuffer;
    }

    /** Whether it pauses now. */
    boolean stalls(Random random) {
        return stallsOneIn > 0 && random.nextInt(stallsOneIn * Pause.LOAD) == 0;
    }

    /** Length of the pause in milliseconds. */
    int stall(Random random) {
        return random.nextInt(stallMillis);
    }

    /** Time connected in milliseconds. */
    long stay(Random random) {
        return staysMillis == 0 ? Long.MAX_VALUE : random.nextInt(staysMillis);
    }

    int receiveBuffer() {
        return receiveBuffer;
    }
}
