package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;

/** Reads the current status of monitors and groups. */
@ApplicationScoped
public class StatusService {
    @Inject
    private MonitorRepository monitors;

    @Inject
    private MonitorStateRepository states;

    /**
     * The items of some monitors and groups, in their order; unknown ids are left out.
     *
     * @param leaves ids whose children are not shown
     */
    @Transactional
    public List<StatusItem> items(List<String> ids, Collection<String> leaves) {
        return read(ids).items(ids, Set.copyOf(leaves));
    }

    /** Those of some monitors and groups that are down. */
    @Transactional
    public Set<String> down(List<String> ids) {
        return items(ids, List.of()).stream()
                .filter(item -> item.status() == MonitorStatus.DOWN)
                .map(StatusItem::id)
                .collect(Collectors.toSet());
    }

    /** The monitors and groups with these ids and all beneath them. */
    private StatusSnapshot read(List<String> ids) {
        Set<String> reached = monitors.topology().reachable(ids, List.of());
        Map<String, Monitor> found =
                monitors.findAll(reached).stream().collect(Collectors.toMap(Monitor::getId, monitor -> monitor));
        Map<String, MonitorGroup> groups =
                monitors.findGroups(reached).stream().collect(Collectors.toMap(MonitorGroup::getId, group -> group));
        Map<String, MonitorState> current = states.findAll(found.keySet()).stream()
                .collect(Collectors.toMap(MonitorState::monitorId, state -> state));
        return new StatusSnapshot(found, groups, current);
    }
}
