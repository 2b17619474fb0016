package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;

/**
 * Looks for series that need further occurrences. Every node does; each series is filled by one of them, in a transaction of its own, so that one
 * that fails holds up no other. Separate from the service, whose transactions begin where another bean calls it.
 */
@ApplicationScoped
public class MaintenanceSeriesFiller {
    private static final Logger LOG = Logger.getLogger(MaintenanceSeriesFiller.class.getName());

    private final MaintenanceSeriesService series;

    /** For the container's proxies. */
    protected MaintenanceSeriesFiller() {
        this(null);
    }

    @Inject
    MaintenanceSeriesFiller(MaintenanceSeriesService series) {
        this.series = series;
    }

    @Produces
    static ScheduledJob job(MaintenanceSeriesFiller filler) {
        return new ScheduledJob("maintenance-series", Duration.ofSeconds(5), filler::fill);
    }

    /** Fills at most 20 series. */
    public void fill() {
        series.due().forEach(this::fill);
    }

    private void fill(String id) {
        try {
            series.fillDue(id);
        } catch (RuntimeException failed) {
            if (DatabaseException.isOutage(failed)) {
                throw failed; // it concerns all series, and is logged once for all jobs
            }
            LOG.log(Level.WARNING, failed, () -> "the series " + id + " could not be filled, and waits for an hour");
            series.postpone(id);
        }
    }
}
