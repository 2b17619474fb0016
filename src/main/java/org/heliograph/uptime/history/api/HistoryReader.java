package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;

/** The history of a monitor, or of a group from those of its children. */
@ApplicationScoped
class HistoryReader {
    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryService histories;

    List<HistoryPoint> ofMonitor(String monitorId, Resolution scale) {
        return scale.of(histories, monitorId).stream().map(HistoryPoint::of).toList();
    }

    List<HistoryPoint> ofGroup(MonitorGroup group, Resolution scale) {
        return ofGroup(group, scale, new HashMap<>(), new HashSet<>());
    }

    /** @param read histories that were read for this answer already @param above the groups on the way down */
    private List<HistoryPoint> ofGroup(
            MonitorGroup group, Resolution scale, Map<String, List<HistoryPoint>> read, Set<String> above) {
        List<List<HistoryPoint>> children = new ArrayList<>();
        above.add(group.getId());
        for (String child : group.getChildren()) {
            Optional<MonitorGroup> below = monitors.findGroup(child);
            if (below.isEmpty()) {
                children.add(read.computeIfAbsent(child, id -> ofMonitor(id, scale)));
            } else if (!above.contains(child)) {
                children.add(ofGroup(below.get(), scale, read, above));
            }
        }
        above.remove(group.getId());
        return HistoryPoint.combined(group.getStrategy(), children);
    }
}
