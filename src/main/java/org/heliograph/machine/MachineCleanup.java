package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Takes machines offline that have fallen silent, and deletes the ephemeral ones among them. */
@ApplicationScoped
public class MachineCleanup {
    private SilentMachineRepository silent;
    private Clock clock;
    private Duration silence;
    private Duration interval;
    private int batch;
    private Instant due = Instant.MIN;

    /** For the container's proxies. */
    protected MachineCleanup() {}

    @Inject
    MachineCleanup(SilentMachineRepository silent, Configuration configuration, Clock clock) {
        this.silent = silent;
        this.clock = clock;
        silence = configuration.get(MonitoringSettings.MACHINE_SILENCE);
        interval = configuration.get(MonitoringSettings.CLEANUP_INTERVAL);
        batch = configuration.get(MonitoringSettings.CLEANUP_BATCH);
    }

    /** Looks, if it is time to look again. */
    public void runWhenDue() {
        if (isDue(clock.instant())) {
            run();
        }
    }

    private synchronized boolean isDue(Instant now) {
        if (now.isBefore(due)) {
            return false;
        }
        due = now.plus(interval);
        return true;
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
