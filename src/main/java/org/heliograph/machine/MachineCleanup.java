package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.machine.SilentMachineRepository.Step;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Sets machines without recent heartbeats offline and deletes the ephemeral ones among them. The silence of a machine counts
 * from its last heartbeat, or from a while after the end of the last outage of the servers, or of the last heartbeat that they
 * failed to take, if that is later: a time in which no node could take heartbeats is no silence.
 */
@ApplicationScoped
public class MachineCleanup {
    /** How long a run takes machines into cohorts. */
    private static final Duration ADMISSION = Duration.ofSeconds(5);

    private SilentMachineRepository repository;
    private CohortRepository cohorts;
    private ServerAvailability availability;
    private HeartbeatDelayRepository delays;
    private Clock clock;
    private Duration timeout;
    private Duration grace;
    private int batchSize;

    /** For the container's proxies. */
    protected MachineCleanup() {}

    @Inject
    MachineCleanup(
            SilentMachineRepository repository,
            CohortRepository cohorts,
            ServerAvailability availability,
            HeartbeatDelayRepository delays,
            Configuration configuration,
            Clock clock) {
        this.repository = repository;
        this.cohorts = cohorts;
        this.availability = availability;
        this.delays = delays;
        this.clock = clock;
        grace = configuration.get(MonitoringSettings.MACHINE_GRACE);
        timeout = configuration.get(MonitoringSettings.MACHINE_SILENCE);
        batchSize = configuration.get(MonitoringSettings.CLEANUP_BATCH);
    }

    @Produces
    static ScheduledJob job(MachineCleanup cleanup, Configuration configuration) {
        return new ScheduledJob(
                "machine-cleanup", configuration.get(MonitoringSettings.CLEANUP_INTERVAL), cleanup::run);
    }

    /** Runs the cleanup, one transaction per batch, until no machine is left. @return the number of machines changed */
    public int run() {
        // read first: if this process is paused anywhere below, the time of the pause makes no machine silent
        Instant now = Timestamps.now(clock);
        Instant cutoff = now.minus(timeout);
        // an outage that has just ended must be recorded before silence is counted
        availability.heartbeat();
        admitNewcomers(now);
        boolean decides = heardSince().plus(grace).isBefore(cutoff);
        int total = 0;
        Step step = new Step(0, 0);
        do {
            step = repository.cleanUp(now, decides ? cutoff : null, cutoff, step.next(), batchSize);
            MachineMetrics.TRANSITIONS.add(MachineMetrics.CLEANUP, step.changed());
            total += step.changed();
        } while (step.next() != Step.END);
        return total;
    }

    /** One transaction for each thousand. After the upgrade of a large fleet the next runs go on with it: this one must not take long. */
    private void admitNewcomers(Instant now) {
        long start = System.nanoTime();
        int admitted;
        do {
            admitted = cohorts.admit(now);
        } while (admitted > 0 && System.nanoTime() - start < ADMISSION.toNanos());
    }

    /** Since when every heartbeat that reached the servers has been taken. */
    private Instant heardSince() {
        Instant availableSince = availability.availableSince();
        Instant delayedUntil = delays.endedAt();
        return availableSince.isAfter(delayedUntil) ? availableSince : delayedUntil;
    }
}
