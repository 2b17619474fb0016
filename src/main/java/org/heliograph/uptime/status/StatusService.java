package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.group.GroupStateRepository;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.StateTransitions;
import org.heliograph.uptime.state.UptimeWindow;

/** Reads the current status of monitors and groups. */
@ApplicationScoped
public class StatusService {
    private static final String IN_MAINTENANCE =
            "select affected_monitors from maintenance where status = 'in_progress' and status_page_id = ?";

    private static final String OPEN_INCIDENTS =
            "select severity from incident where status <> 'resolved' and status_page_id = ?";

    @Inject
    private SqlTemplate sql;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private MonitorStateRepository states;

    @Inject
    private GroupStateRepository groupStates;

    @Inject
    private OutageRepository outages;

    @Inject
    private ServerAvailability availability;

    @Inject
    private Clock clock;

    /**
     * The items of some monitors and groups on a status page, in their order; unknown ids are left out.
     *
     * @param pageId whose maintenances are in their states
     * @param leaves ids whose children are not shown
     */
    @Transactional
    public List<StatusItem> items(String pageId, List<String> ids, Collection<String> leaves) {
        Instant now = Timestamps.now(clock);
        StatusSnapshot snapshot = read(ids, inMaintenance(pageId), now, Function.identity());
        return snapshot.items(ids, Set.copyOf(leaves));
    }

    /** The incidents of a page that are not resolved, and whether it has a maintenance in progress. */
    @Transactional
    public OpenNotices openNotices(String pageId) {
        List<String> severities = sql.query(OPEN_INCIDENTS, row -> row.text("severity"), pageId);
        return new OpenNotices(severities, !affected(pageId).isEmpty());
    }

    /**
     * A page as its readers see it first: its state as a whole, and its items.
     *
     * @param severities  of its open incidents
     * @param maintenance whether one is in progress
     */
    @Transactional
    public StatusOverview overview(PageView page, List<String> severities, boolean maintenance) {
        List<StatusItem> items = items(page.id(), page.items(), page.leafItems());
        return new StatusSummary(items, new OpenNotices(severities, maintenance), States.FULL).overview(items);
    }

    /** The state of a page as a whole, with what it reports. @param ids of its items */
    @Transactional
    public MonitorStatus ofPage(String pageId, List<String> ids) {
        return new StatusSummary(items(pageId, ids, List.of()), openNotices(pageId), States.FULL).page();
    }

    /**
     * Those of some monitors and groups that are down at a time. Their silence is judged until then, also if no check has done that
     * yet.
     */
    @Transactional
    public Set<String> down(List<String> ids, Instant now) {
        return read(ids, Set.of(), now, found -> judged(found, now)).items(ids, Set.of()).stream()
                .filter(item -> item.beneath() == MonitorStatus.DOWN)
                .map(StatusItem::id)
                .collect(Collectors.toSet());
    }

    private Map<String, MonitorState> judged(Map<String, MonitorState> found, Instant now) {
        StateTransitions transitions = new StateTransitions(outages.during(found.values(), now), now);
        return states.findAllWithSettings(found.keySet()).stream()
                .collect(Collectors.toMap(
                        MonitorHistoryState::monitorId,
                        monitor -> transitions
                                .afterCheck(monitor.state(), monitor.settings())
                                .state()));
    }

    private Set<String> inMaintenance(String pageId) {
        List<String> affected = affected(pageId).stream().flatMap(List::stream).toList();
        return affected.isEmpty() ? Set.of() : monitors.topology().reachable(affected, List.of());
    }

    /** What each maintenance in progress affects; it may be nothing that is named. */
    private List<List<String>> affected(String pageId) {
        return sql.query(IN_MAINTENANCE, row -> IdList.parse(row.text("affected_monitors")), pageId);
    }

    /** The monitors and groups with these ids and all beneath them. */
    private StatusSnapshot read(
            List<String> ids,
            Set<String> inMaintenance,
            Instant now,
            Function<Map<String, MonitorState>, Map<String, MonitorState>> judge) {
        Set<String> reached = monitors.topology().reachable(ids, List.of());
        Map<String, Monitor> found =
                monitors.findAll(reached).stream().collect(Collectors.toMap(Monitor::getId, monitor -> monitor));
        // thousands of ids in a query cost more than its rows
        Set<String> others = new HashSet<>(reached);
        others.removeAll(found.keySet());
        Map<String, MonitorGroup> groups =
                monitors.findGroups(others).stream().collect(Collectors.toMap(MonitorGroup::getId, group -> group));
        Map<String, MonitorState> current = states.findAll(found.keySet()).stream()
                .collect(Collectors.toMap(MonitorState::monitorId, state -> state));
        Instant longest = now.minus(UptimeWindow.DAYS_365.length());
        return new StatusSnapshot(
                found,
                groups,
                judge.apply(current),
                groupStates.findAll(groups.keySet()),
                inMaintenance,
                availability.availableSince(),
                new WitnessedTime(now, outages.between(longest, now)));
    }
}
