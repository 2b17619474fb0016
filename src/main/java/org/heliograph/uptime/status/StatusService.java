package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.persistence.Rows;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;

/** How monitors and groups are at this moment. */
@ApplicationScoped
public class StatusService {
    private static final String STATES = "select * from monitor_state where monitor_id = any(?)";

    @Inject
    private MonitorRepository monitors;

    @Inject
    private Rows rows;

    /** Of some monitors and groups, in their order; ids of neither are left out. @param leaves beneath them nothing is shown */
    @Transactional
    public List<StatusItem> of(List<String> ids, Collection<String> leaves) {
        return read(ids).standings(ids, Set.copyOf(leaves));
    }

    /** Those of some monitors and groups that are down now. */
    @Transactional
    public Set<String> down(List<String> ids) {
        return of(ids, List.of()).stream()
                .filter(standing -> standing.health() == MonitorStatus.DOWN)
                .map(StatusItem::id)
                .collect(Collectors.toSet());
    }

    /** These and all beneath them. */
    private StatusSnapshot read(List<String> ids) {
        Set<String> reached = monitors.topology().reachable(ids, List.of());
        Map<String, Monitor> found =
                monitors.findAll(reached).stream().collect(Collectors.toMap(Monitor::getId, monitor -> monitor));
        Map<String, MonitorGroup> groups =
                monitors.findGroups(reached).stream().collect(Collectors.toMap(MonitorGroup::getId, group -> group));
        Map<String, PulseState> states = new HashMap<>();
        rows.query(STATES, row -> states.put(row.text("monitor_id"), PulseState.of(row)), found.keySet());
        return new StatusSnapshot(found, groups, states);
    }
}
