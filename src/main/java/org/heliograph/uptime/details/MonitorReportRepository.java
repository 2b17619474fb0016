package org.heliograph.uptime.details;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonNumbers;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlTemplate;

/** Reads the reports of a monitor, as long as they are kept. */
@ApplicationScoped
class MonitorReportRepository {
    /** The most reports of a response: more than a plot has pixels. */
    static final int MOST = 1_000;

    private static final String SINCE = "select at, latency, failed, message from pulse where monitor_id = ? and at > ?"
            + " order by at desc fetch first " + MOST + " rows only";

    /** A downtime begins with the failure that was reported, or one is reported during it. */
    private static final String REASON =
            "select message from pulse where monitor_id = ? and failed and at >= ? and at <= ?"
                    + " and message is not null and message <> '' order by at fetch first 1 row only";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected MonitorReportRepository() {}

    @Inject
    MonitorReportRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** The newest reports after a time, newest first. */
    JsonArrayBuilder since(String monitorId, Instant after) {
        JsonArrayBuilder reports = JsonText.array();
        sql.query(
                        SINCE,
                        row -> JsonText.object()
                                .add("at", Timestamps.format(row.time("at")))
                                .add("latency", JsonText.value(JsonNumbers.rounded(row.number("latency"))))
                                .add("failed", row.bool("failed"))
                                .add("message", JsonText.value(row.text("message")))
                                .build(),
                        monitorId,
                        after)
                .forEach(reports::add);
        return reports;
    }

    /** What the first failure of a downtime said; null when none said anything, or it is not kept any more. */
    String reason(String monitorId, Instant from, Instant until) {
        return sql.query(REASON, row -> row.text("message"), monitorId, from, until).stream()
                .findFirst()
                .orElse(null);
    }
}
