package org.heliograph.uptime.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.json.Numbers;
import org.heliograph.persistence.Rows;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.page.StatusPagePublisher;

/** Whose uptimes are due, and what became of them. */
@ApplicationScoped
public class UptimeRepository {
    private static final String TAKE =
            "select monitor_id from monitor_state where uptime_at <= ? order by uptime_at, monitor_id"
                    + " fetch first %d rows only for update skip locked";

    private static final String TAKEN = "update monitor_state set uptime_at = ? where monitor_id = any(?)";

    private static final String PUT =
            "update monitor_state set uptime1h = ?, uptime24h = ?, uptime7d = ?, uptime30d = ?,"
                    + " uptime90d = ?, uptime365d = ? where monitor_id = ?";

    private Rows rows;
    private StatusPagePublisher notices;
    private Configuration configuration;

    /** For the container's proxies. */
    protected UptimeRepository() {}

    @Inject
    UptimeRepository(Rows rows, StatusPagePublisher notices, Configuration configuration) {
        this.rows = rows;
        this.notices = notices;
        this.configuration = configuration;
    }

    /** Takes monitors whose turn it is: nobody else takes them before the next one. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> take(Instant now, int most) {
        List<String> ids = rows.query(
                TAKE.formatted(most),
                row -> row.text("monitor_id"),
                now.minus(configuration.get(MonitoringSettings.UPTIME_INTERVAL)));
        if (!ids.isEmpty()) {
            rows.update(TAKEN, now, ids);
        }
        return ids;
    }

    /** Stores uptimes that have changed, and tells them. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void put(String monitorId, List<Double> uptimes) {
        List<Object> parameters = new ArrayList<>(uptimes);
        parameters.add(monitorId);
        rows.update(PUT, parameters.toArray());
        notices.publishTransient("uptime-update", monitorId, json -> {
            List<String> names = UptimeService.names();
            for (int i = 0; i < names.size(); i++) {
                Numbers.add(json, names.get(i), uptimes.get(i));
            }
        });
    }
}
