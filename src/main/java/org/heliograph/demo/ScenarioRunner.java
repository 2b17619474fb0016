package org.heliograph.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/** Runs one scenario: sets it up as soon as the server answers, then steps it every second. */
final class ScenarioRunner {
    private static final Logger LOG = Logger.getLogger(ScenarioRunner.class.getName());
    private static final long FIRST_MILLIS = 100;
    private static final long EVERY_MILLIS = 1_000;

    private final Scenario scenario;
    private final DemoApi api;
    private final Clock clock;
    private ScheduledFuture<?> everySecond;
    private volatile boolean begun;
    private boolean warned;

    ScenarioRunner(Scenario scenario, DemoApi api, Clock clock) {
        this.scenario = scenario;
        this.api = api;
        this.clock = clock;
    }

    void start(ScheduledExecutorService scheduler) {
        everySecond = scheduler.scheduleWithFixedDelay(this::tick, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        everySecond.cancel(true);
    }

    boolean isSetUp() {
        return begun;
    }

    /** A scheduled task that throws is never run again, so no exception may leave this method. */
    private void tick() {
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
            LOG.log(begun && !warned ? Level.WARNING : Level.FINE, "a demo scenario failed; retrying", failed);
            warned = begun;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
