package org.heliograph.uptime.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.heliograph.json.JsonNumbers;
import org.heliograph.uptime.group.GroupState;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStatus;

/**
 * Monitors, groups and states that were read together, each by its id, from which the items of a status page are made.
 *
 * @param states         of the monitors
 * @param groupStates    of the groups; of a new one there may be none
 * @param inMaintenance  ids of monitors and groups
 * @param availableSince when the last outage of the server ended
 */
record StatusSnapshot(
        Map<String, Monitor> monitors,
        Map<String, MonitorGroup> groups,
        Map<String, MonitorState> states,
        Map<String, GroupState> groupStates,
        Set<String> inMaintenance,
        Instant availableSince,
        WitnessedTime witnessed) {
    /** The items of some monitors and groups, in their order. @param leaves ids whose children are not shown */
    List<StatusItem> items(List<String> ids, Set<String> leaves) {
        return items(ids, leaves, new HashMap<>());
    }

    /** @param made the items so far, each of which is made once; empty for one that is being made */
    private List<StatusItem> items(List<String> ids, Set<String> leaves, Map<String, Optional<StatusItem>> made) {
        List<StatusItem> items = new ArrayList<>();
        for (String id : ids) {
            if (!made.containsKey(id)) {
                // an item that contains itself is left out
                made.put(id, Optional.empty());
                if (monitors.containsKey(id)) {
                    made.put(id, Optional.of(ofMonitor(monitors.get(id), leaves, made)));
                } else if (groups.containsKey(id)) {
                    made.put(id, Optional.of(ofGroup(groups.get(id), leaves, made)));
                }
            }
            made.get(id).ifPresent(items::add);
        }
        return items;
    }

    private StatusItem ofMonitor(Monitor monitor, Set<String> leaves, Map<String, Optional<StatusItem>> made) {
        MonitorState state = states.get(monitor.getId());
        if (state == null) {
            state = MonitorState.pending(monitor.getId());
        }
        List<StatusItem.Metric> metrics = new ArrayList<>();
        for (int i = 0; i < Monitor.METRICS; i++) {
            var config = monitor.getCustom(i + 1);
            metrics.add(
                    config == null
                            ? null
                            : new StatusItem.Metric(config, state.metrics().get(i)));
        }
        MonitorStatus current = state.current(availableSince);
        return new StatusItem(
                monitor.getId(),
                false,
                monitor.getName(),
                shown(monitor.getId(), current),
                current == MonitorStatus.UNKNOWN ? MonitorStatus.UP : current,
                state.failureMessage(),
                state.latency() == null ? 0 : state.latency(),
                state.lastPulse(),
                state.firstPulse(),
                state.uptimes(),
                state.firstPulse() == null ? WitnessedTime.never() : witnessed.since(state.firstPulse()),
                metrics,
                leaves.contains(monitor.getId()) ? List.of() : items(monitor.getChildren(), leaves, made));
    }

    private StatusItem ofGroup(MonitorGroup group, Set<String> leaves, Map<String, Optional<StatusItem>> made) {
        List<StatusItem> children = items(group.getChildren(), leaves, made);
        GroupState state = groupStates.getOrDefault(group.getId(), GroupState.NONE);
        boolean isPending = state.uptimes().stream().allMatch(Objects::isNull);
        return new StatusItem(
                group.getId(),
                true,
                group.getName(),
                shown(group.getId(), ofChildren(group, children)),
                status(group, children, StatusItem::beneath),
                null,
                latency(children),
                times(children, StatusItem::lastCheck).stream()
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                times(children, StatusItem::firstPulse).stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                state.uptimes(),
                isPending ? WitnessedTime.never() : witnessed.since(state.witnessedFrom()),
                List.of(),
                leaves.contains(group.getId()) ? List.of() : children);
    }

    private MonitorStatus shown(String id, MonitorStatus status) {
        return inMaintenance.contains(id) ? MonitorStatus.MAINTENANCE : status;
    }

    /**
     * The status of a group whose children may be in maintenance. What is planned is no trouble: those children do not count. When that alone
     * makes the group up, or when there are no others, it is in maintenance itself.
     */
    private static MonitorStatus ofChildren(MonitorGroup group, List<StatusItem> children) {
        MonitorStatus unplanned = status(group, children, StatusSnapshot::unplanned);
        boolean isPlanned =
                unplanned == MonitorStatus.PENDING && children.stream().anyMatch(StatusSnapshot::isPlanned);
        boolean isHidden =
                unplanned == MonitorStatus.UP && status(group, children, StatusSnapshot::current) != MonitorStatus.UP;
        return isPlanned || isHidden ? MonitorStatus.MAINTENANCE : unplanned;
    }

    private static boolean isPlanned(StatusItem item) {
        return item.status() == MonitorStatus.MAINTENANCE;
    }

    /** A child that is pending does not count. */
    private static MonitorStatus unplanned(StatusItem item) {
        return isPlanned(item) ? MonitorStatus.PENDING : item.status();
    }

    /** What a child is now, whatever is planned. */
    private static MonitorStatus current(StatusItem item) {
        return isPlanned(item) ? item.beneath() : item.status();
    }

    private static MonitorStatus status(
            MonitorGroup group, List<StatusItem> children, Function<StatusItem, MonitorStatus> status) {
        return group.getStrategy()
                .status(group.threshold(), children.stream().map(status).toList());
    }

    private static double latency(List<StatusItem> children) {
        return JsonNumbers.rounded(children.stream()
                .filter(child -> child.lastCheck() != null && child.beneath() != MonitorStatus.DOWN)
                .mapToDouble(StatusItem::latency)
                .average()
                .orElse(0));
    }

    private static List<Instant> times(List<StatusItem> children, Function<StatusItem, Instant> time) {
        return children.stream().map(time).filter(Objects::nonNull).toList();
    }
}
