package org.heliograph.uptime.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.heliograph.json.JsonNumbers;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * Monitors, groups and states that were read together, each by its id, from which the items of a status page are made.
 *
 * @param states of the monitors
 */
record StatusSnapshot(
        Map<String, Monitor> monitors, Map<String, MonitorGroup> groups, Map<String, MonitorState> states) {
    /** The items of some monitors and groups, in their order. @param leaves ids whose children are not shown */
    List<StatusItem> items(List<String> ids, Set<String> leaves) {
        return items(ids, leaves, new HashSet<>());
    }

    private List<StatusItem> items(List<String> ids, Set<String> leaves, Set<String> above) {
        List<StatusItem> items = new ArrayList<>();
        for (String id : ids) {
            // an item that contains itself is left out
            if (above.add(id)) {
                if (monitors.containsKey(id)) {
                    items.add(ofMonitor(monitors.get(id), leaves, above));
                } else if (groups.containsKey(id)) {
                    items.add(ofGroup(groups.get(id), leaves, above));
                }
                above.remove(id);
            }
        }
        return items;
    }

    private StatusItem ofMonitor(Monitor monitor, Set<String> leaves, Set<String> above) {
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
        return new StatusItem(
                monitor.getId(),
                false,
                monitor.getName(),
                MonitorStatus.of(state.status()),
                state.latency() == null ? 0 : state.latency(),
                state.lastPulse(),
                state.firstPulse(),
                state.uptimes(),
                metrics,
                leaves.contains(monitor.getId()) ? List.of() : items(monitor.getChildren(), leaves, above));
    }

    private StatusItem ofGroup(MonitorGroup group, Set<String> leaves, Set<String> above) {
        List<StatusItem> children = items(group.getChildren(), leaves, above);
        GroupStrategy strategy = group.getStrategy();
        double threshold = group.getDegradedThreshold() == null
                ? MonitorGroup.DEFAULT_DEGRADED_THRESHOLD
                : group.getDegradedThreshold();
        List<Double> uptimes = IntStream.range(0, UptimeWindow.values().length)
                .mapToObj(i -> strategy.uptime(
                        children.stream().map(child -> child.uptimes().get(i)).toList()))
                .toList();
        return new StatusItem(
                group.getId(),
                true,
                group.getName(),
                MonitorStatus.of(
                        strategy,
                        threshold,
                        children.stream().map(StatusItem::status).toList()),
                latency(children),
                times(children, StatusItem::lastCheck).stream()
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                times(children, StatusItem::firstPulse).stream()
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                uptimes,
                List.of(),
                leaves.contains(group.getId()) ? List.of() : children);
    }

    private static double latency(List<StatusItem> children) {
        return JsonNumbers.rounded(children.stream()
                .filter(child -> child.lastCheck() != null && child.status() != MonitorStatus.DOWN)
                .mapToDouble(StatusItem::latency)
                .average()
                .orElse(0));
    }

    private static List<Instant> times(List<StatusItem> children, Function<StatusItem, Instant> time) {
        return children.stream().map(time).filter(Objects::nonNull).toList();
    }
}
