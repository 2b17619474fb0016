package org.heliograph.operations.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.MonitorRepository;

/** The monitors that are not up, and the incidents and maintenances in progress, of all status pages. */
@ApplicationScoped
class ServiceOverview {
    /** Rows that are listed of each kind. */
    static final int MOST = 100;

    private static final String REPORTED =
            "greatest(coalesce(s.last_pulse_at, s.failed_at), coalesce(s.failed_at, s.last_pulse_at))";

    /** Those that are down first; the others are those of which nothing was heard since the last outage of the server. */
    private static final String NOT_UP =
            "select m.id, m.name, s.status, s.down_since, s.failure, s.last_pulse_at, s.failed_at, "
                    + REPORTED + " as reported_at from monitor m join monitor_state s on s.monitor_id = m.id"
                    + " where s.status = 'down' or (s.status = 'up' and " + REPORTED + " < ?)"
                    + " order by case when s.status = 'down' then 0 else 1 end, s.down_since desc, m.name, m.id";

    private static final String INCIDENTS =
            "select n.id, n.title, n.severity, n.status, n.created_at, p.name as page, p.slug, count(*) over () as incidents"
                    + " from incident n join status_page p on p.id = n.status_page_id where n.status <> 'resolved'"
                    + " order by n.created_at desc, n.id fetch first " + MOST + " rows only";

    private static final String MAINTENANCES =
            "select n.id, n.title, n.scheduled_start, n.scheduled_end, p.name as page, p.slug"
                    + " from maintenance n join status_page p on p.id = n.status_page_id where n.status = 'in_progress'"
                    + " order by n.scheduled_end, n.id fetch first " + MOST + " rows only";

    private SqlTemplate sql;
    private MonitorRepository monitors;
    private ServerAvailability availability;

    /** For the container's proxies. */
    protected ServiceOverview() {}

    @Inject
    ServiceOverview(SqlTemplate sql, MonitorRepository monitors, ServerAvailability availability) {
        this.sql = sql;
        this.monitors = monitors;
        this.availability = availability;
    }

    /** The monitors that are not up, those outside of a maintenance first. @param count those outside of one, also those not listed */
    record NotUp(JsonArray listed, long count, long inMaintenance) {}

    /** Incidents that are open. @param count also those not listed */
    record Incidents(JsonArray listed, long count) {}

    /** Each with since when, the reason as its last report says it, and whether a maintenance in progress affects it. */
    @Transactional
    public NotUp notUp() {
        List<String> affected = sql
                .query(
                        "select affected_monitors from maintenance where status = 'in_progress'",
                        row -> IdList.parse(row.text("affected_monitors")))
                .stream()
                .flatMap(List::stream)
                .toList();
        Set<String> inMaintenance =
                affected.isEmpty() ? Set.of() : monitors.topology().reachable(affected, List.of());
        List<JsonObject> services = sql.query(
                NOT_UP,
                row -> service(row)
                        .add("maintenance", inMaintenance.contains(row.text("id")))
                        .build(),
                availability.availableSince());
        Map<Boolean, List<JsonObject>> parts =
                services.stream().collect(Collectors.partitioningBy(service -> service.getBoolean("maintenance")));
        JsonArrayBuilder listed = JsonText.array();
        Stream.concat(parts.get(false).stream(), parts.get(true).stream())
                .limit(MOST)
                .forEach(listed::add);
        return new NotUp(
                listed.build(), parts.get(false).size(), parts.get(true).size());
    }

    private static JsonObjectBuilder service(SqlRow row) throws SQLException {
        boolean down = row.text("status").equals("down");
        Instant failed = row.time("failed_at");
        Instant pulse = row.time("last_pulse_at");
        boolean reported = down && failed != null && (pulse == null || !pulse.isAfter(failed));
        return JsonText.object()
                .add("id", row.text("id"))
                .add("name", row.text("name"))
                .add("status", down ? "down" : "unknown")
                .add("since", time(down ? row.time("down_since") : row.time("reported_at")))
                .add("reason", reported ? JsonText.value(row.text("failure")) : JsonValue.NULL);
    }

    @Transactional
    public Incidents incidents() {
        JsonArrayBuilder incidents = JsonText.array();
        List<Long> counts = sql.query(INCIDENTS, row -> {
            incidents.add(notice(row)
                    .add("severity", row.text("severity"))
                    .add("status", row.text("status"))
                    .add("created_at", time(row.time("created_at"))));
            return row.bigint("incidents");
        });
        return new Incidents(incidents.build(), counts.isEmpty() ? 0 : counts.get(0));
    }

    @Transactional
    public JsonArray maintenances() {
        JsonArrayBuilder maintenances = JsonText.array();
        sql.query(
                        MAINTENANCES,
                        row -> notice(row)
                                .add("scheduled_start", time(row.time("scheduled_start")))
                                .add("scheduled_end", time(row.time("scheduled_end")))
                                .build())
                .forEach(maintenances::add);
        return maintenances.build();
    }

    private static JsonObjectBuilder notice(SqlRow row) throws SQLException {
        JsonObject page = JsonText.object()
                .add("name", row.text("page"))
                .add("slug", row.text("slug"))
                .build();
        return JsonText.object()
                .add("id", row.text("id"))
                .add("title", row.text("title"))
                .add("page", page);
    }

    private static JsonValue time(Instant time) {
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time));
    }
}
