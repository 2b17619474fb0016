package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.persistence.Rows;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.status.StatusService;

/**
 * About which monitors one need not be reminded that they are down: those of which a maintenance in progress or an open incident
 * says so, and those that cannot work without another one that is down.
 */
@ApplicationScoped
class NotificationSuppression {
    private static final String ANNOUNCED = "select affected_monitors from maintenance"
            + " where status = 'in_progress' and suppress_notifications = true union all select affected_monitors"
            + " from incident where resolved_at is null and suppress_notifications = true";

    @Inject
    private Rows rows;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private StatusService standings;

    /** Those of the monitors; a few queries, however many monitors there are. */
    Set<String> among(Collection<String> ids) {
        Set<String> quiet = announced();
        quiet.retainAll(Set.copyOf(ids));
        quiet.addAll(dependingOnWhatIsDown(ids));
        return quiet;
    }

    private Set<String> announced() {
        List<String> affected = rows.query(ANNOUNCED, row -> IdList.parse(row.text("affected_monitors"))).stream()
                .flatMap(List::stream)
                .toList();
        return affected.isEmpty() ? new HashSet<>() : monitors.topology().reachable(affected, List.of());
    }

    private Set<String> dependingOnWhatIsDown(Collection<String> ids) {
        Map<String, List<String>> dependencies =
                monitors.findAll(ids).stream().collect(Collectors.toMap(Monitor::getId, Monitor::getDependencies));
        List<String> all =
                dependencies.values().stream().flatMap(List::stream).distinct().toList();
        if (all.isEmpty()) {
            return Set.of();
        }
        Set<String> down = standings.down(all);
        return dependencies.entrySet().stream()
                .filter(monitor -> monitor.getValue().stream().anyMatch(down::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
