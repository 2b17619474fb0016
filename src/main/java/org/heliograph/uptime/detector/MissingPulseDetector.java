package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Checks each monitor for missing pulses once a period, on whichever node is first. */
@ApplicationScoped
public class MissingPulseDetector {
    private static final int BATCH = 500;

    private MissedPulseCheck check;
    private ServerAvailability availability;
    private Clock clock;
    private Duration grace;

    /** For the container's proxies. */
    protected MissingPulseDetector() {}

    @Inject
    MissingPulseDetector(
            MissedPulseCheck check, ServerAvailability availability, Configuration configuration, Clock clock) {
        this.check = check;
        this.availability = availability;
        this.clock = clock;
        grace = configuration.get(MonitoringSettings.DETECTOR_GRACE);
    }

    @Produces
    static ScheduledJob job(MissingPulseDetector detector) {
        return new ScheduledJob("missing-pulse-detector", Duration.ofSeconds(1), detector::run);
    }

    /** Checks all monitors that are due, unless this node has just started or the server has just become available again. */
    public void run() {
        // an outage that has just ended must be recorded before its missing pulses are counted
        availability.heartbeat();
        Instant now = Timestamps.now(clock);
        Instant availableSince = availability.availableSince();
        Instant startedAt = availability.startedAt();
        Instant since = availableSince.isAfter(startedAt) ? availableSince : startedAt;
        if (now.isBefore(since.plus(grace))) {
            return;
        }
        int checked;
        do {
            checked = check.checkDue(now, BATCH);
        } while (checked == BATCH);
    }
}
