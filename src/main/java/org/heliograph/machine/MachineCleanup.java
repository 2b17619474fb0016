package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Sets machines without recent heartbeats offline and deletes the ephemeral ones among them. */
@ApplicationScoped
public class MachineCleanup {
    private SilentMachineRepository repository;
    private Clock clock;
    private Duration timeout;
    private Duration interval;
    private int batchSize;
    private Instant nextRun = Instant.MIN;

    /** For the container's proxies. */
    protected MachineCleanup() {}

    @Inject
    MachineCleanup(SilentMachineRepository repository, Configuration configuration, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        timeout = configuration.get(MonitoringSettings.MACHINE_SILENCE);
        interval = configuration.get(MonitoringSettings.CLEANUP_INTERVAL);
        batchSize = configuration.get(MonitoringSettings.CLEANUP_BATCH);
    }

    /** Runs the cleanup if its interval has passed since the last run. */
    public void runWhenDue() {
        if (isDue(clock.instant())) {
            run();
        }
    }

    private synchronized boolean isDue(Instant now) {
        if (now.isBefore(nextRun)) {
            return false;
        }
        nextRun = now.plus(interval);
        return true;
    }

    /** Runs the cleanup now, one transaction per batch, until no machine is left. @return the number of machines changed */
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
