package org.heliograph.chaos.writer;

import java.util.List;
import java.util.Random;
import org.heliograph.chaos.Pause;
import org.heliograph.testing.Server;

/** Repeats an action on random nodes until it is stopped. */
public final class Writer implements Runnable {
    private static final int AFTER_FAILURE_MILLIS = 300;

    private final Action action;
    private final int pauseMillis;
    private final Random random;
    private final List<Server> nodes;
    private volatile boolean stopped;

    /** @param pauseMillis maximum pause between two actions */
    public Writer(Action action, int pauseMillis, long seed, List<Server> nodes) {
        this.action = action;
        this.pauseMillis = pauseMillis;
        this.random = new Random(seed);
        this.nodes = nodes;
    }

    /** Makes it end after the present action. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            boolean done = action.attempt(nodes.get(random.nextInt(nodes.size())), random);
            Pause.millis(random.nextInt(done ? pauseMillis : AFTER_FAILURE_MILLIS));
        }
    }
}
