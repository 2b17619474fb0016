package org.heliograph.chaos.writer;

import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import org.heliograph.chaos.Pause;
import org.heliograph.testing.Server;

/** Repeats an action on random nodes until it is stopped. */
public final class Writer implements Runnable {
    private static final int AFTER_FAILURE_MILLIS = 300;

    private final Action action;
    private final int pauseMillis;
    private final Random random;
    private final List<Server> nodes;
    private final Lock request;
    private volatile boolean stopped;
    private volatile boolean restored;

    /**
     * @param pauseMillis maximum pause between two actions
     * @param request     held by each action
     */
    public Writer(Action action, int pauseMillis, long seed, List<Server> nodes, Lock request) {
        this.action = action;
        this.pauseMillis = pauseMillis;
        this.random = new Random(seed);
        this.nodes = nodes;
        this.request = request;
    }

    /** Makes it end after the present action. */
    public void stop() {
        stopped = true;
    }

    /** The database was restored; called while no action holds the lock. */
    public void restored() {
        restored = true;
    }

    private boolean attempt() {
        request.lock();
        try {
            if (restored) {
                restored = false;
                action.restored();
            }
            return action.attempt(nodes.get(random.nextInt(nodes.size())), random);
        } finally {
            request.unlock();
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            boolean done = attempt();
            Pause.millis(random.nextInt(done ? pauseMillis : AFTER_FAILURE_MILLIS));
        }
    }
}
