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

/** Tells one story: begins it as soon as the server answers, and goes on every second. */
final class ScenarioRunner {
    private static final Logger LOG = Logger.getLogger(ScenarioRunner.class.getName());
    private static final long FIRST_MILLIS = 100;
    private static final long EVERY_MILLIS = 1_000;

    private final Scenario story;
    private final DemoApi api;
    private final Clock clock;
    private ScheduledFuture<?> everySecond;
    private volatile boolean begun;
    private boolean complained;

    ScenarioRunner(Scenario story, DemoApi api, Clock clock) {
        this.story = story;
        this.api = api;
        this.clock = clock;
    }

    void start(ScheduledExecutorService scheduler) {
        everySecond = scheduler.scheduleWithFixedDelay(this::tick, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        everySecond.cancel(true);
    }

    boolean hasBegun() {
        return begun;
    }

    /** A scheduled task that throws is never run again, so nothing may leave this method. */
    private void tick() {
        try {
            if (begun) {
                story.act(api, clock.millis());
            } else {
                story.begin(api, clock.millis());
                LOG.info(story.begun());
                begun = true;
            }
            complained = false;
        } catch (DemoApi.SignedOut changed) {
            LOG.log(complained ? Level.FINE : Level.WARNING, "a part of the demo rests: {0}", changed.getMessage());
            complained = true;
            // nothing more can be waited for
            begun = true;
        } catch (IOException | DemoApi.Refused | RuntimeException failed) {
            // the server is not yet, or no longer, reachable; the first ticks at a start always see that
            LOG.log(begun && !complained ? Level.WARNING : Level.FINE, "a part of the demo waits", failed);
            complained = begun;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
