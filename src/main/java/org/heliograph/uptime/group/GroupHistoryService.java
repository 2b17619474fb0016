package org.heliograph.uptime.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.HistoryScale;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.history.HistorySubject;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;

/**
 * The history of a group, in which all monitors beneath it count once. The number of queries does not depend on the number of monitors.
 */
@ApplicationScoped
public class GroupHistoryService {
    private HistoryService histories;
    private TimelineRepository timelines;
    private MonitorRepository monitors;
    private MonitorStateRepository states;
    private Clock clock;

    /** For the container's proxies. */
    protected GroupHistoryService() {}

    @Inject
    GroupHistoryService(
            HistoryService histories,
            TimelineRepository timelines,
            MonitorRepository monitors,
            MonitorStateRepository states,
            Clock clock) {
        this.histories = histories;
        this.timelines = timelines;
        this.monitors = monitors;
        this.states = states;
        this.clock = clock;
    }

    /** The history of a group; empty without pulses. */
    public List<Bucket> read(MonitorGroup group, HistoryScale scale) {
        Instant now = Timestamps.now(clock);
        MonitorTopology topology = monitors.topology();
        List<String> top = List.of(group.getId());
        Set<String> beneath = topology.reachable(top, List.of());
        Map<String, MonitorGroup> groups =
                monitors.findGroups(beneath).stream().collect(Collectors.toMap(MonitorGroup::getId, found -> found));
        Set<String> leaves = new HashSet<>(beneath);
        leaves.removeAll(groups.keySet());
        // what is beneath a monitor is only shown there and does not count
        Set<String> monitorIds = topology.reachable(top, leaves);
        monitorIds.removeAll(groups.keySet());
        Map<String, Instant> rawFrom = states.findAllWithSettings(monitorIds).stream()
                .map(MonitorHistoryState::state)
                .filter(state -> state.firstPulse() != null)
                .collect(Collectors.toMap(MonitorState::monitorId, MonitorState::rawFrom));
        if (rawFrom.isEmpty()) {
            return List.of();
        }
        Map<String, Timeline> parts = timelines.timelines(rawFrom.keySet(), histories.from(scale, false, now), now);
        HistorySubject subject = new HistorySubject(
                rawFrom.keySet(),
                new GroupTimelines(groups, parts).of(group.getId()),
                rawFrom.values().stream().min(Instant::compareTo).orElse(now),
                false,
                now);
        return histories.read(subject, scale);
    }
}
