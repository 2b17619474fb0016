package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Sets machines without recent heartbeats offline and deletes the ephemeral ones among them. */
@ApplicationScoped
public class MachineCleanup {
    private SilentMachineRepository repository;
    private Clock clock;
    private Duration timeout;
    private int batchSize;

    /** For the container's proxies. */
    protected MachineCleanup() {}

    @Inject
    MachineCleanup(SilentMachineRepository repository, Configuration configuration, Clock clock) {
        this.repository = repository;
        this.clock = clock;
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
        Instant cutoff = Timestamps.now(clock).minus(timeout);
        int total = 0;
        int changed;
        do {
            changed = repository.cleanUp(cutoff, batchSize);
            total += changed;
        } while (changed > 0);
        return total;
    }
}
