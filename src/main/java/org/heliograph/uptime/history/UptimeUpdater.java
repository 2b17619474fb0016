package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.uptime.availability.ServerAvailability;

/** Every minute, for each monitor: aggregates what is ripe, lets go of what is old, computes the uptimes. */
@ApplicationScoped
public class UptimeUpdater {
    private static final Logger LOG = Logger.getLogger(UptimeUpdater.class.getName());
    private static final int BATCH = 10;
    private static final long LONGEST_NANOS = Duration.ofMillis(700).toNanos();

    private UptimeRepository store;
    private PulseGapRepository timelines;
    private HistoryService histories;
    private Rollup rollup;
    private ServerAvailability presence;

    /** For the container's proxies. */
    protected UptimeUpdater() {}

    @Inject
    UptimeUpdater(
            UptimeRepository store,
            PulseGapRepository timelines,
            HistoryService histories,
            Rollup rollup,
            ServerAvailability presence) {
        this.store = store;
        this.timelines = timelines;
        this.histories = histories;
        this.rollup = rollup;
        this.presence = presence;
    }

    @Produces
    static ScheduledJob job(UptimeUpdater updater) {
        return new ScheduledJob("uptime", Duration.ofSeconds(1), updater::run);
    }

    /** Does what is due, as far as it gets within a second. Nothing is locked meanwhile: pulses must not wait for arithmetic. */
    public void run() {
        long began = System.nanoTime();
        // an absence that has just ended must be written down before hours with it are summed up
        presence.goOn();
        List<String> taken;
        do {
            taken = store.take(timelines.now(), BATCH);
            taken.forEach(this::tryOne);
        } while (taken.size() == BATCH && System.nanoTime() - began < LONGEST_NANOS);
    }

    private void tryOne(String monitorId) {
        try {
            one(monitorId);
        } catch (RuntimeException failed) {
            // whatever is wrong with one, the others are computed
            LOG.log(Level.WARNING, "the uptimes of a monitor could not be computed; tried again in a minute", failed);
        }
    }

    private void one(String monitorId) {
        Optional<MonitorHistoryState> found = timelines.find(monitorId);
        if (found.isEmpty()) {
            return;
        }
        Instant now = timelines.now();
        MonitorHistoryState monitor = found.get();
        if (rollup.isDue(monitor, now)) {
            monitor = monitor.rolledTo(rollup.roll(monitor, now));
        }
        if (rollup.isOld(monitor, now)) {
            rollup.forget(monitor, now);
        }
        if (monitor.firstPulse() != null) {
            List<Double> uptimes = uptimes(monitor, now);
            if (!uptimes.equals(monitor.uptimes())) {
                store.put(monitorId, uptimes);
            }
        }
    }

    private List<Double> uptimes(MonitorHistoryState monitor, Instant now) {
        Instant raw = monitor.rawFrom();
        Instant today = raw.truncatedTo(ChronoUnit.DAYS);
        Instant lastHour = now.minusMillis(UptimeService.HOUR);
        Instant hours = now.minusMillis(30 * UptimeService.DAY + UptimeService.HOUR);
        Instant days = now.minusMillis(366 * UptimeService.DAY);
        return UptimeService.of(
                now,
                timelines.coverage(monitor, raw.isBefore(lastHour) ? raw : lastHour, now, now),
                raw,
                histories.stored(
                        "pulse_hour", monitor.id(), hours.isBefore(today) ? hours : today, raw, UptimeService.HOUR),
                histories.stored("pulse_day", monitor.id(), days, today, UptimeService.DAY));
    }
}
