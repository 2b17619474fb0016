package org.heliograph.uptime.detector;

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
import org.heliograph.uptime.availability.ServerAvailability;

/** Looks for missing pulses: at each monitor once a period, whichever node does it. */
@ApplicationScoped
public class MissingPulseDetector {
    private static final int BATCH = 500;

    private MissedPulseCheck looks;
    private ServerAvailability presence;
    private Clock clock;
    private Duration period;
    private Duration grace;

    /** For the container's proxies. */
    protected MissingPulseDetector() {}

    @Inject
    MissingPulseDetector(
            MissedPulseCheck looks, ServerAvailability presence, Configuration configuration, Clock clock) {
        this.looks = looks;
        this.presence = presence;
        this.clock = clock;
        period = configuration.get(MonitoringSettings.DETECTOR_INTERVAL);
        grace = configuration.get(MonitoringSettings.DETECTOR_GRACE);
    }

    @Produces
    static ScheduledJob job(MissingPulseDetector detector) {
        return new ScheduledJob("missing-pulse-detector", Duration.ofSeconds(1), detector::look);
    }

    /** Looks at every monitor whose turn it is, unless the server has only just come back. */
    public void look() {
        // an absence that has just ended must be written down before anybody is missed in it
        presence.goOn();
        Instant now = Timestamps.now(clock);
        Instant back = presence.backSince();
        Instant since = back.isAfter(presence.startedAt()) ? back : presence.startedAt();
        if (now.isBefore(since.plus(grace))) {
            return;
        }
        while (looks.take(now, back, period, BATCH) == BATCH) {
            // there may be more
        }
    }
}
