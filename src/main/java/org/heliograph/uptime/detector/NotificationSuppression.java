package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.status.StatusService;

/**
 * Decides for which monitors no reminder is sent while they are down: those that a maintenance in progress or an open incident
 * covers, if it suppresses notifications, and those that depend on another monitor that is down.
 */
@ApplicationScoped
class NotificationSuppression {
    private static final String AFFECTED = "select affected_monitors from maintenance"
            + " where status = 'in_progress' and suppress_notifications = true union all select affected_monitors"
            + " from incident where resolved_at is null and suppress_notifications = true";

    @Inject
    private SqlTemplate sql;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private StatusService statuses;

    /**
     * Those of the monitors for which no reminder is sent. The number of queries does not depend on the number of monitors. A
     * dependency that is silent for too long counts as down before its own check has found that: a reminder never comes in the
     * same look in which its dependency falls.
     */
    Set<String> suppressed(Collection<String> ids, Instant now) {
        Set<String> suppressed = affectedByNotices();
        suppressed.retainAll(Set.copyOf(ids));
        suppressed.addAll(withDependencyDown(ids, now));
        return suppressed;
    }

    private Set<String> affectedByNotices() {
        List<String> affected = sql.query(AFFECTED, row -> IdList.parse(row.text("affected_monitors"))).stream()
                .flatMap(List::stream)
                .toList();
        return affected.isEmpty() ? new HashSet<>() : monitors.topology().reachable(affected, List.of());
    }

    private Set<String> withDependencyDown(Collection<String> ids, Instant now) {
        Map<String, List<String>> dependencies =
                monitors.findAll(ids).stream().collect(Collectors.toMap(Monitor::getId, Monitor::getDependencies));
        List<String> all =
                dependencies.values().stream().flatMap(List::stream).distinct().toList();
        if (all.isEmpty()) {
            return Set.of();
        }
        Set<String> down = statuses.down(all, now);
        return dependencies.entrySet().stream()
                .filter(monitor -> monitor.getValue().stream().anyMatch(down::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
