package org.heliograph.uptime.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.TimeRange;

/** Combines the timelines of children into that of their group: at each time by the same strategy as their statuses. */
public final class GroupUptime {
    /** A child's status from a time on; the change of a child that follows from several lists is ordered by time only. */
    private record Change(long at, MonitorStatus before, MonitorStatus after) {}

    private final GroupStrategy strategy;
    private final double threshold;
    private final Map<MonitorStatus, Integer> counts = new EnumMap<>(MonitorStatus.class);
    private final Map<MonitorStatus, List<TimeRange>> ranges = new EnumMap<>(MonitorStatus.class);

    private GroupUptime(GroupStrategy strategy, double threshold) {
        this.strategy = strategy;
        this.threshold = threshold;
    }

    /**
     * The timeline of a group.
     *
     * @param threshold in percent, from which on a group of the strategy percentage is degraded and not down
     * @param children  of monitors or groups; those that are pending do not count
     */
    public static Timeline combine(GroupStrategy strategy, double threshold, List<Timeline> children) {
        List<Timeline> counted =
                children.stream().filter(child -> !child.isPending()).toList();
        if (counted.isEmpty()) {
            return Timeline.pending();
        }
        return new GroupUptime(strategy, threshold).sweep(counted);
    }

    private Timeline sweep(List<Timeline> children) {
        long knownFrom = children.stream().mapToLong(Timeline::knownFrom).min().orElseThrow();
        long knownTo = children.stream().mapToLong(Timeline::knownTo).max().orElseThrow();
        List<Change> changes = new ArrayList<>();
        children.forEach(child -> addChanges(child, changes));
        changes.sort(Comparator.comparingLong(Change::at));
        long since = knownFrom;
        for (Change change : changes) {
            if (change.at > since) {
                add(new TimeRange(since, change.at));
                since = change.at;
            }
            counts.merge(change.before, -1, Integer::sum);
            counts.merge(change.after, 1, Integer::sum);
        }
        return new Timeline(
                knownFrom,
                knownTo,
                ranges.getOrDefault(MonitorStatus.DOWN, List.of()),
                ranges.getOrDefault(MonitorStatus.DEGRADED, List.of()),
                ranges.getOrDefault(MonitorStatus.UNKNOWN, List.of()));
    }

    private static void addChanges(Timeline child, List<Change> changes) {
        TimeRange known = new TimeRange(child.knownFrom(), child.knownTo());
        changes.add(new Change(known.from(), MonitorStatus.PENDING, MonitorStatus.UP));
        addChanges(TimeRange.clipped(child.down(), known), MonitorStatus.DOWN, changes);
        addChanges(TimeRange.clipped(child.degraded(), known), MonitorStatus.DEGRADED, changes);
        addChanges(TimeRange.clipped(child.unknown(), known), MonitorStatus.UNKNOWN, changes);
        changes.add(new Change(known.to(), MonitorStatus.UP, MonitorStatus.PENDING));
    }

    private static void addChanges(List<TimeRange> parts, MonitorStatus status, List<Change> changes) {
        for (TimeRange part : parts) {
            changes.add(new Change(part.from(), MonitorStatus.UP, status));
            changes.add(new Change(part.to(), status, MonitorStatus.UP));
        }
    }

    private void add(TimeRange range) {
        MonitorStatus status = strategy.status(
                threshold,
                count(MonitorStatus.UP),
                count(MonitorStatus.DOWN) + count(MonitorStatus.DEGRADED),
                count(MonitorStatus.UNKNOWN));
        ranges.computeIfAbsent(status, none -> new ArrayList<>()).add(range);
    }

    private int count(MonitorStatus status) {
        return counts.getOrDefault(status, 0);
    }
}
