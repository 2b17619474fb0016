package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorState.Transition;
import org.heliograph.uptime.state.MonitorStateRepository;

/** Checks monitors for missed pulses, one batch a transaction. Monitors that another node or a pulse has locked are skipped. */
@ApplicationScoped
public class MissedPulseCheck {
    private static final String SETTINGS =
            "select id, interval_seconds, max_retries, resend_notification from monitor where id = any(?)";

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private StatusPagePublisher publisher;
    private NotificationSuppression suppression;
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
            Configuration configuration) {
        this.sql = sql;
        this.states = states;
        this.publisher = publisher;
        this.suppression = suppression;
        this.configuration = configuration;
        period = configuration.get(MonitoringSettings.DETECTOR_INTERVAL);
    }

    /**
     * Checks monitors whose last check is a period ago.
     *
     * @param availableSince when the last outage of the server ended
     * @param limit          the most that are checked
     * @return how many were checked
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int checkDue(Instant now, Instant availableSince, int limit) {
        List<MonitorState> due = states.takeForCheck(now.minus(period), limit);
        Map<String, CheckSettings> settings = settings(due);
        Map<MonitorState, Transition> checked = new LinkedHashMap<>();
        for (MonitorState before : due) {
            CheckSettings own = settings.get(before.monitorId());
            MonitorState after = before.afterCheck(own, availableSince, now);
            checked.put(after, after.transitionFrom(before, own));
        }
        publish(checked, now);
        states.updateAfterChecks(checked.keySet());
        states.expediteUptimes(idsWith(Transition.DOWN, checked));
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

    private void publish(Map<MonitorState, Transition> checked, Instant now) {
        List<String> reminders = idsWith(Transition.STILL_DOWN, checked);
        Set<String> suppressed = reminders.isEmpty() ? Set.of() : suppression.suppressed(reminders);
        checked.forEach((state, transition) -> {
            long downtime =
                    transition == Transition.NONE ? 0 : state.silence(now).toMillis();
            if (transition == Transition.DOWN) {
                publisher.publish("monitor-down", state.monitorId(), json -> json.add("downtime", downtime));
            } else if (transition == Transition.STILL_DOWN && !suppressed.contains(state.monitorId())) {
                publisher.publish(
                        "monitor-still-down",
                        state.monitorId(),
                        json -> json.add("consecutiveDownCount", state.downCount())
                                .add("downtime", downtime));
            }
        });
    }

    private static List<String> idsWith(Transition transition, Map<MonitorState, Transition> checked) {
        return checked.entrySet().stream()
                .filter(entry -> entry.getValue() == transition)
                .map(entry -> entry.getKey().monitorId())
                .toList();
    }
}
