package org.heliograph.uptime.detector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.persistence.Row;
import org.heliograph.persistence.Rows;
import org.heliograph.uptime.page.StatusPagePublisher;

/** Looks at monitors, a batch a transaction; what another node or a pulse holds at this moment is left to them. */
@ApplicationScoped
public class MissedPulseCheck {
    private static final String TAKE = "select * from monitor_state where checked_at <= ? order by monitor_id"
            + " fetch first %d rows only for update skip locked";

    private static final String RULES =
            "select id, interval_seconds, max_retries, resend_notification from monitor where id = any(?)";

    private static final String UPDATE =
            "update monitor_state set status = ?, misses = ?, down_count = ?, checked_at = ? where monitor_id = ?";

    private static final String UPTIME_NOW = "update monitor_state set uptime_at = ? where monitor_id = any(?)";

    private Rows rows;
    private StatusPagePublisher notices;
    private NotificationSuppression quiet;

    /** For the container's proxies. */
    protected MissedPulseCheck() {}

    @Inject
    MissedPulseCheck(Rows rows, StatusPagePublisher notices, NotificationSuppression quiet) {
        this.rows = rows;
        this.notices = notices;
        this.quiet = quiet;
    }

    /**
     * Looks at the monitors whose last look is a period ago.
     *
     * @param back since when the server is there
     * @return how many there were
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int take(Instant now, Instant back, Duration period, int most) {
        List<MonitorCheckState> taken = rows.query(TAKE.formatted(most), MissedPulseCheck::watched, now.minus(period));
        Map<String, CheckSettings> rules = rules(taken);
        List<Object[]> updates = new ArrayList<>();
        List<String> fallen = new ArrayList<>();
        List<MonitorCheckState.Look> looks = new ArrayList<>();
        for (MonitorCheckState before : taken) {
            MonitorCheckState.Look look = before.look(rules.get(before.monitorId()), back, now, period);
            MonitorCheckState left = look.left();
            updates.add(
                    new Object[] {left.status(), left.misses(), left.downCount(), left.checkedAt(), left.monitorId()});
            if (look.finding() == MonitorCheckState.Finding.DOWN) {
                fallen.add(left.monitorId());
            }
            looks.add(look);
        }
        tell(looks, now);
        rows.batch(UPDATE, updates);
        if (!fallen.isEmpty()) {
            rows.update(UPTIME_NOW, Instant.EPOCH, fallen);
        }
        return taken.size();
    }

    private void tell(List<MonitorCheckState.Look> looks, Instant now) {
        List<String> down = looks.stream()
                .filter(look -> look.finding() == MonitorCheckState.Finding.STILL_DOWN)
                .map(look -> look.left().monitorId())
                .toList();
        Set<String> quieted = down.isEmpty() ? Set.of() : quiet.among(down);
        looks.forEach(look -> tell(look, quieted, now));
    }

    private void tell(MonitorCheckState.Look look, Set<String> quieted, Instant now) {
        MonitorCheckState left = look.left();
        switch (look.finding()) {
            case DOWN ->
                notices.publish(
                        "monitor-down",
                        left.monitorId(),
                        json -> json.add("downtime", left.silence(now).toMillis()));
            case STILL_DOWN -> {
                if (!quieted.contains(left.monitorId())) {
                    notices.publish(
                            "monitor-still-down",
                            left.monitorId(),
                            json -> json.add("consecutiveDownCount", left.downCount())
                                    .add("downtime", left.silence(now).toMillis()));
                }
            }
            default -> {
                // nobody has to hear it
            }
        }
    }

    private Map<String, CheckSettings> rules(List<MonitorCheckState> taken) {
        Map<String, CheckSettings> rules = new HashMap<>();
        if (!taken.isEmpty()) {
            List<String> ids = taken.stream().map(MonitorCheckState::monitorId).toList();
            rows.query(RULES, row -> rules.put(row.text("id"), rule(row)), ids);
        }
        return rules;
    }

    private static CheckSettings rule(Row row) throws SQLException {
        return new CheckSettings(
                Duration.ofSeconds(row.integer("interval_seconds")),
                row.integer("max_retries"),
                row.integer("resend_notification"));
    }

    private static MonitorCheckState watched(Row row) throws SQLException {
        return new MonitorCheckState(
                row.text("monitor_id"),
                row.text("status"),
                row.time("last_pulse_at"),
                row.integer("misses"),
                row.integer("down_count"),
                row.time("checked_at"));
    }
}
