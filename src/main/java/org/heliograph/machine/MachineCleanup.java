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

/** Takes machines offline that have fallen silent, and deletes the ephemeral ones among them. */
@ApplicationScoped
public class MachineCleanup {
    private SilentMachineRepository silent;
    private Clock clock;
    private Duration silence;
    private int batch;

    /** For the container's proxies. */
    protected MachineCleanup() {}

    @Inject
    MachineCleanup(SilentMachineRepository silent, Configuration configuration, Clock clock) {
        this.silent = silent;
        this.clock = clock;
        silence = configuration.get(MonitoringSettings.MACHINE_SILENCE);
        batch = configuration.get(MonitoringSettings.CLEANUP_BATCH);
    }

    @Produces
    static ScheduledJob job(MachineCleanup cleanup, Configuration configuration) {
        return new ScheduledJob(
                "machine-cleanup", configuration.get(MonitoringSettings.CLEANUP_INTERVAL), cleanup::run);
    }

    /** Looks now; a transaction for each batch, until no silent machine is left. @return how many there were */
    public int run() {
        Instant since = Timestamps.now(clock).minus(silence);
        int all = 0;
        int taken;
        do {
            taken = silent.take(since, batch);
            all += taken;
        } while (taken > 0);
        return all;
    }
}
