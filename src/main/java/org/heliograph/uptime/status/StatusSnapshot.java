package org.heliograph.uptime.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.heliograph.uptime.history.UptimeService;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;

/**
 * Monitors, groups and states as they were read together; makes standings of them.
 *
 * @param states of the monitors, by their ids
 */
record StatusSnapshot(Map<String, Monitor> monitors, Map<String, MonitorGroup> groups, Map<String, PulseState> states) {
    /** @param leaves ids beneath which nothing is shown */
    List<StatusItem> standings(List<String> ids, Set<String> leaves) {
        return standings(ids, leaves, new HashSet<>());
    }

    private List<StatusItem> standings(List<String> ids, Set<String> leaves, Set<String> above) {
        List<StatusItem> standings = new ArrayList<>();
        for (String id : ids) {
            // what is beneath itself is left out
            if (above.add(id)) {
                if (monitors.containsKey(id)) {
                    standings.add(ofMonitor(monitors.get(id), leaves, above));
                } else if (groups.containsKey(id)) {
                    standings.add(ofGroup(groups.get(id), leaves, above));
                }
                above.remove(id);
            }
        }
        return standings;
    }

    private StatusItem ofMonitor(Monitor monitor, Set<String> leaves, Set<String> above) {
        PulseState state = states.getOrDefault(monitor.getId(), PulseState.PENDING);
        List<StatusItem.Metric> metrics = new ArrayList<>();
        for (int i = 0; i < Monitor.METRICS; i++) {
            var config = monitor.getCustom(i + 1);
            metrics.add(
                    config == null
                            ? null
                            : new StatusItem.Metric(config, state.customs().get(i)));
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
                leaves.contains(monitor.getId()) ? List.of() : standings(monitor.getChildren(), leaves, above));
    }

    private StatusItem ofGroup(MonitorGroup group, Set<String> leaves, Set<String> above) {
        List<StatusItem> children = standings(group.getChildren(), leaves, above);
        GroupStrategy strategy = group.getStrategy();
        double threshold = group.getDegradedThreshold() == null
                ? MonitorGroup.DEFAULT_DEGRADED_THRESHOLD
                : group.getDegradedThreshold();
        List<Double> uptimes = IntStream.range(0, UptimeService.names().size())
                .mapToObj(i -> GroupUptime.uptime(
                        strategy,
                        children.stream().map(child -> child.uptimes().get(i)).toList()))
                .toList();
        return new StatusItem(
                group.getId(),
                true,
                group.getName(),
                MonitorStatus.of(
                        strategy,
                        threshold,
                        children.stream().map(StatusItem::health).toList()),
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
        return GroupUptime.rounded(children.stream()
                .filter(child -> child.lastCheck() != null && child.health() != MonitorStatus.DOWN)
                .mapToDouble(StatusItem::latency)
                .average()
                .orElse(0));
    }

    private static List<Instant> times(List<StatusItem> children, Function<StatusItem, Instant> time) {
        return children.stream().map(time).filter(Objects::nonNull).toList();
    }

    static List<Double> noUptimes() {
        return Collections.nCopies(UptimeService.names().size(), null);
    }
}
