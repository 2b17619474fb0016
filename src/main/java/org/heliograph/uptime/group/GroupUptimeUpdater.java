package org.heliograph.uptime.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * Computes the uptimes of groups from the times at which their monitors were not up: every minute, and those above a monitor within
 * seconds of a change of its state.
 */
@ApplicationScoped
public class GroupUptimeUpdater {
    private static final int BATCH = 100;
    private static final long MAX_RUN_NANOS = Duration.ofMillis(700).toNanos();

    /** How often changes of states have the uptimes of a group computed. */
    private static final Duration FASTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST_WINDOW = UptimeWindow.DAYS_365.length();

    /** The ids of monitors that have changed since the last run. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /** By the ids of groups, when a run has found that a monitor beneath has changed. */
    private final Map<String, Instant> urgent = new ConcurrentHashMap<>();

    private GroupStateRepository states;
    private MonitorRepository monitors;
    private TimelineRepository timelines;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected GroupUptimeUpdater() {}

    @Inject
    GroupUptimeUpdater(
            GroupStateRepository states,
            MonitorRepository monitors,
            TimelineRepository timelines,
            Configuration configuration,
            Clock clock) {
        this.states = states;
        this.monitors = monitors;
        this.timelines = timelines;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(GroupUptimeUpdater updater) {
        return new ScheduledJob("group-uptime", Duration.ofSeconds(1), updater::run);
    }

    /** The states of some monitors have changed, in a transaction that may not be committed yet. */
    public void expedite(Collection<String> monitorIds) {
        changed.addAll(monitorIds);
    }

    /** Computes the uptimes of the groups that are due, as many as fit into a second. */
    public void run() {
        long start = System.nanoTime();
        Duration interval = configuration.get(MonitoringSettings.UPTIME_INTERVAL);
        findUrgent(Timestamps.now(clock), interval);
        List<String> due;
        do {
            Instant now = Timestamps.now(clock);
            due = states.takeDue(now.minus(interval), now.minus(FASTEST), urgent.keySet(), now, BATCH);
            if (!due.isEmpty()) {
                // a change may be committed only after the run that it has caused, so it causes two
                due.forEach(id -> urgent.computeIfPresent(
                        id, (group, since) -> now.isBefore(since.plus(FASTEST)) ? since : null));
                update(due, now);
            }
        } while (due.size() == BATCH && System.nanoTime() - start < MAX_RUN_NANOS);
    }

    private void findUrgent(Instant now, Duration interval) {
        // another node, or their turn, has had these computed
        urgent.values().removeIf(since -> since.isBefore(now.minus(interval)) || since.isAfter(now));
        List<String> monitorIds = List.copyOf(changed);
        if (!monitorIds.isEmpty()) {
            changed.removeAll(Set.copyOf(monitorIds));
            monitors.topology().above(monitorIds).forEach(id -> urgent.put(id, now));
        }
    }

    private void update(List<String> due, Instant now) {
        Set<String> reached = monitors.topology().reachable(due, List.of());
        Map<String, MonitorGroup> groups =
                monitors.findGroups(reached).stream().collect(Collectors.toMap(MonitorGroup::getId, group -> group));
        Set<String> monitorIds = new HashSet<>(reached);
        monitorIds.removeAll(groups.keySet());
        GroupTimelines combined =
                new GroupTimelines(groups, timelines.timelines(monitorIds, now.minus(LONGEST_WINDOW), now));
        Map<String, GroupState> before = states.findAll(due);
        for (String id : due) {
            GroupState after = state(combined.of(id), now);
            if (groups.containsKey(id) && !after.equals(before.get(id))) {
                states.update(id, after);
            }
        }
    }

    private static GroupState state(Timeline timeline, Instant now) {
        List<Double> uptimes = new ArrayList<>();
        for (UptimeWindow window : UptimeWindow.values()) {
            uptimes.add(timeline.within(TimeRange.of(now.minus(window.length()), now))
                    .percent());
        }
        long begin = now.minus(LONGEST_WINDOW).toEpochMilli();
        Long witnessed = timeline.witnessedSince(begin);
        boolean isLater = witnessed != null && witnessed > begin;
        return new GroupState(isLater ? Instant.ofEpochMilli(witnessed) : null, uptimes);
    }
}
