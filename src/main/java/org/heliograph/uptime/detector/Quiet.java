package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.Monitors;
import org.heliograph.uptime.sql.Rows;
import org.heliograph.uptime.status.Standings;

/**
 * About which monitors one need not be reminded that they are down: those of which a maintenance in progress or an open incident
 * says so, and those that cannot work without another one that is down.
 */
@ApplicationScoped
class Quiet {
    private static final String ANNOUNCED = "select affected_monitors from maintenance"
            + " where status = 'in_progress' and suppress_notifications = true union all select affected_monitors"
            + " from incident where resolved_at is null and suppress_notifications = true";

    @Inject
    private Rows rows;

    @Inject
    private Monitors monitors;

    @Inject
    private Standings standings;

    boolean about(String monitorId) {
        return isAnnounced(monitorId) || dependsOnWhatIsDown(monitorId);
    }

    private boolean isAnnounced(String monitorId) {
        return rows.query(ANNOUNCED, row -> IdList.parse(row.text("affected_monitors"))).stream()
                .anyMatch(affected -> monitors.tree().reach(affected, List.of()).contains(monitorId));
    }

    private boolean dependsOnWhatIsDown(String monitorId) {
        Optional<Monitor> monitor = monitors.find(monitorId);
        return monitor.isPresent() && monitor.get().getDependencies().stream().anyMatch(standings::isDown);
    }
}
