package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TransactionCallbacks;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.group.GroupUptimeUpdater;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.MonitorMetrics;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.StateChange;
import org.heliograph.uptime.state.StateEvent;
import org.heliograph.uptime.state.StateEvent.Kind;
import org.heliograph.uptime.state.StateTransitions;

/**
 * Judges the silence of monitors, one batch a transaction. Monitors that another node or a pulse has locked are skipped.
 */
@ApplicationScoped
public class MissedPulseCheck {
    private static final String SETTINGS =
            "select id, interval_seconds, max_retries, resend_notification from monitor where id = any(?)";

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private StatusPagePublisher publisher;
    private NotificationSuppression suppression;
    private OutageRepository outages;
    private GroupUptimeUpdater groups;
    private TransactionCallbacks transaction;
    private Configuration configuration;
    private Duration period;

    /** For the container's proxies. */
    protected MissedPulseCheck() {}

    @Inject
    MissedPulseCheck(
            SqlTemplate sql,
            MonitorStateRepository states,
            StatusPagePublisher publisher,
            NotificationSuppression suppression,
            OutageRepository outages,
            GroupUptimeUpdater groups,
            TransactionCallbacks transaction,
            Configuration configuration) {
        this.sql = sql;
        this.states = states;
        this.publisher = publisher;
        this.suppression = suppression;
        this.outages = outages;
        this.groups = groups;
        this.transaction = transaction;
        this.configuration = configuration;
        period = configuration.get(MonitoringSettings.DETECTOR_INTERVAL);
    }

    /**
     * Checks monitors whose last check is a period ago.
     *
     * @param limit the most that are checked
     * @return how many were checked
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int checkDue(Instant now, int limit) {
        List<MonitorState> due = states.takeForCheck(now.minus(period), now, limit);
        Map<String, CheckSettings> settings = settings(due);
        StateTransitions transitions = new StateTransitions(outages.during(due, now), now);
        List<StateChange> changes = due.stream()
                .map(before -> transitions.afterCheck(before, settings.get(before.monitorId())))
                .toList();
        publish(changes, now);
        states.updateAfterChecks(changes.stream().map(StateChange::state).toList());
        List<String> changed = idsWith(changes, change -> change.has(Kind.DOWN) || change.has(Kind.RECOVERED));
        states.expediteUptimes(changed);
        groups.expedite(changed);
        transaction.afterCommit(() -> MonitorMetrics.count(changes));
        return due.size();
    }

    private Map<String, CheckSettings> settings(List<MonitorState> due) {
        Map<String, CheckSettings> settings = new HashMap<>();
        if (!due.isEmpty()) {
            List<String> ids = due.stream().map(MonitorState::monitorId).toList();
            sql.query(SETTINGS, row -> settings.put(row.text("id"), CheckSettings.of(row, configuration)), ids);
        }
        return settings;
    }

    private void publish(List<StateChange> changes, Instant now) {
        List<String> reminders = idsWith(changes, change -> change.has(Kind.STILL_DOWN));
        Set<String> suppressed = reminders.isEmpty() ? Set.of() : suppression.suppressed(reminders, now);
        for (StateChange change : changes) {
            for (StateEvent event : change.events()) {
                if (event.kind() != Kind.STILL_DOWN || !suppressed.contains(change.monitorId())) {
                    publisher.publish(event.action(), change.monitorId(), event::describe);
                }
            }
        }
    }

    private static List<String> idsWith(List<StateChange> changes, Predicate<StateChange> condition) {
        return changes.stream().filter(condition).map(StateChange::monitorId).toList();
    }
}
