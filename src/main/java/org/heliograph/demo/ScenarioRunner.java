package org.heliograph.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/**
 * Runs one scenario on a thread of its own: sets it up as soon as the server answers, then steps it every second. A scheduled task would
 * be run, and fail, while the server stops.
 */
final class ScenarioRunner {
    private static final Logger LOG = Logger.getLogger(ScenarioRunner.class.getName());
    private static final long FIRST_MILLIS = 100;
    private static final long EVERY_MILLIS = 1_000;

    private final Scenario scenario;
    private final DemoApi api;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile boolean begun;
    private boolean warned;

    ScenarioRunner(Scenario scenario, DemoApi api, Clock clock) {
        this.scenario = scenario;
        this.api = api;
        this.clock = clock;
    }

    void start(ThreadFactory threads) {
        thread = threads.newThread(this::run);
        thread.setName("heliograph-demo-" + scenario.getClass().getSimpleName());
        thread.start();
    }

    /** Ends the scenario at once, also while it waits for a response. */
    void stop() {
        stopped.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        try {
            long pause = FIRST_MILLIS;
            while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
                tick();
                pause = EVERY_MILLIS;
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isSetUp() {
        return begun;
    }

    /** No exception of a step may end the scenario. @throws InterruptedException when it is to end */
    private void tick() throws InterruptedException {
        try {
            if (begun) {
                scenario.act(api, clock.millis());
            } else {
                scenario.begin(api, clock.millis());
                LOG.info(scenario.description());
                begun = true;
            }
            warned = false;
        } catch (DemoApi.SignedOut changed) {
            LOG.log(warned ? Level.FINE : Level.WARNING, "a scenario of the demo failed: {0}", changed.getMessage());
            warned = true;
            // the application stops
            begun = true;
        } catch (IOException | DemoApi.Refused | RuntimeException failed) {
            // the server is not reachable yet, which the first ticks after a start always see
            boolean warns = begun && !warned && stopped.getCount() > 0;
            LOG.log(warns ? Level.WARNING : Level.FINE, "a demo scenario failed; retrying: {0}", failed.toString());
            warned = begun;
        }
    }
}
