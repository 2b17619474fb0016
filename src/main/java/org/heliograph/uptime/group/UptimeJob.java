package org.heliograph.uptime.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.uptime.history.UptimeUpdater;

/** Has the uptimes of monitors computed, and then those of the groups above them. */
@ApplicationScoped
public class UptimeJob {
    @Inject
    private UptimeUpdater monitors;

    @Inject
    private GroupUptimeUpdater groups;

    @Produces
    static ScheduledJob job(UptimeJob uptimes) {
        return new ScheduledJob("uptime", Duration.ofSeconds(1), uptimes::run);
    }

    /** Updates what is due. A failure of the monitors' part does not stop the other. */
    public void run() {
        try {
            monitors.run();
        } finally {
            groups.run();
        }
    }
}
