package org.heliograph.uptime.status.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.uptime.history.Histories;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.Monitors;

/** The history of a monitor, or of a group from those of its children. */
@ApplicationScoped
class HistoryReader {
    @Inject
    private Monitors monitors;

    @Inject
    private Histories histories;

    List<Point> ofMonitor(String monitorId, Scale scale) {
        return scale.of(histories, monitorId).stream().map(Point::of).toList();
    }

    List<Point> ofGroup(MonitorGroup group, Scale scale) {
        return ofGroup(group, scale, new HashMap<>(), new HashSet<>());
    }

    /** @param read histories that were read for this answer already @param above the groups on the way down */
    private List<Point> ofGroup(MonitorGroup group, Scale scale, Map<String, List<Point>> read, Set<String> above) {
        List<List<Point>> children = new ArrayList<>();
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
        return Point.combined(group.getStrategy(), children);
    }
}
