package org.heliograph.uptime.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.monitor.MonitorGroup;

/** Combines the timelines of monitors into those of the groups above them, each group once. */
public final class GroupTimelines {
    private final Map<String, MonitorGroup> groups;
    private final Map<String, Timeline> monitors;
    private final Map<String, Timeline> combined = new HashMap<>();
    private final Set<String> above = new HashSet<>();

    /**
     * @param groups   by their ids, also those beneath the ones that are asked for
     * @param monitors the timelines of all monitors beneath them, by the monitors' ids; one that is left out is pending
     */
    public GroupTimelines(Map<String, MonitorGroup> groups, Map<String, Timeline> monitors) {
        this.groups = groups;
        this.monitors = monitors;
    }

    /** The timeline of a group or a monitor. A group that contains itself is left out there. */
    public Timeline of(String id) {
        MonitorGroup group = groups.get(id);
        if (group == null) {
            return monitors.getOrDefault(id, Timeline.pending());
        }
        Timeline known = combined.get(id);
        if (known != null) {
            return known;
        }
        above.add(id);
        List<Timeline> children = new ArrayList<>();
        for (String child : group.getChildren()) {
            if (!above.contains(child)) {
                children.add(of(child));
            }
        }
        above.remove(id);
        Timeline timeline = GroupUptime.combine(group.getStrategy(), group.threshold(), children);
        combined.put(id, timeline);
        return timeline;
    }
}
