package org.heliograph.uptime.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * Computes the uptimes of groups from the times at which their monitors were not up: every minute, and within seconds of a change of
 * a monitor's state.
 */
@ApplicationScoped
public class GroupUptimeUpdater {
    private static final int BATCH = 500;

    /** How often changes of states have uptimes computed. */
    private static final Duration FASTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST_WINDOW = UptimeWindow.DAYS_365.length();

    /** A change may be committed only after the run that it has caused, so it causes two. */
    private final AtomicInteger expedited = new AtomicInteger();

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

    /** The state of some monitor has changed. */
    public void expedite() {
        expedited.set(2);
    }

    /** Computes the uptimes of the groups that are due. */
    public void run() {
        Instant now = Timestamps.now(clock);
        Duration interval = configuration.get(MonitoringSettings.UPTIME_INTERVAL);
        boolean soon = expedited.get() > 0 && FASTEST.compareTo(interval) < 0;
        List<String> due = states.takeDue(now.minus(soon ? FASTEST : interval), now, BATCH);
        if (!due.isEmpty()) {
            expedited.updateAndGet(left -> Math.max(0, left - 1));
            update(due, now);
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
