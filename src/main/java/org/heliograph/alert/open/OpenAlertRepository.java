package org.heliograph.alert.open;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.alert.AlertListener;
import org.heliograph.alert.Severity;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** Reads the alerts that are not resolved. */
@ApplicationScoped
class OpenAlertRepository {
    /** Open alerts that are listed; the others are counted. */
    static final int MAX_LISTED = 5_000;

    private static final String OPEN = " from alert where status in ('open', 'acknowledged')";
    /** Of one status and severity, in the order of an index. */
    private static final String OF_KIND =
            "select * from (select %s as place, id, site, severity, message, status, created_at,"
                    + " acknowledged_at from alert where status = '%s' and severity = '%s' order by created_at desc, id desc fetch first "
                    + MAX_LISTED + " rows only) %2$s_%3$s";

    private static final String SELECT =
            "select id, site, severity, message, status, created_at, acknowledged_at from ("
                    + Stream.of("open", "acknowledged")
                            .flatMap(status -> Stream.of(Severity.values())
                                    .map(severity -> OF_KIND.formatted(place(severity), status, severity.text())))
                            .collect(Collectors.joining(" union all "))
                    + ") of_kind order by place, created_at desc, id desc fetch first " + MAX_LISTED + " rows only";
    private static final String COUNT = "select site, severity, count(*) as alerts" + OPEN + " group by site, severity";

    private SqlTemplate sql;
    private EventLog log;

    /** For the container's proxies. */
    protected OpenAlertRepository() {}

    @Inject
    OpenAlertRepository(SqlTemplate sql, EventLog log) {
        this.sql = sql;
        this.log = log;
    }

    private static int place(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0;
            case WARNING -> 1;
            case INFO -> 2;
        };
    }

    /** Reads all, worst first, then newest first. The sequence number is read before the rows. */
    OpenAlerts read() {
        LogPosition position = log.end(AlertListener.TOPIC);
        List<OpenAlert> alerts = sql.query(SELECT, OpenAlertRepository::alert);
        Map<String, Map<Severity, Long>> counts = new HashMap<>();
        if (alerts.size() < MAX_LISTED) {
            alerts.forEach(alert -> count(counts, alert.site(), alert.severity(), 1));
        } else {
            sql.query(COUNT, row -> count(counts, row.text("site"), severity(row), row.bigint("alerts")));
        }
        return new OpenAlerts(position, alerts, counts);
    }

    private static Long count(Map<String, Map<Severity, Long>> counts, String site, Severity severity, long alerts) {
        return counts.computeIfAbsent(site, any -> new EnumMap<>(Severity.class))
                .merge(severity, alerts, Long::sum);
    }

    private static OpenAlert alert(SqlRow row) throws SQLException {
        Severity severity = severity(row);
        String json = JsonText.object()
                .add("id", row.text("id"))
                .add("site", row.text("site"))
                .add("severity", severity.text())
                .add("message", row.text("message"))
                .add("status", row.text("status"))
                .add("created_at", time(row.time("created_at")))
                .add("acknowledged_at", time(row.time("acknowledged_at")))
                .build()
                .toString();
        return new OpenAlert(row.text("site"), severity, json);
    }

    private static Severity severity(SqlRow row) throws SQLException {
        return Severity.parse(row.text("severity")).orElse(Severity.INFO);
    }

    private static JsonValue time(Instant time) {
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time));
    }
}
