package org.heliograph.uptime.details;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ListWindow;
import org.heliograph.uptime.state.MonitorStatus;

/** Reads windows of the list of monitors, and how many there are. */
@ApplicationScoped
class MonitorListRepository {
    /** The sort keys, the default one first. */
    static final List<String> SORTS = List.of("name", "state", "last_pulse", "uptime", "interval");

    private static final Set<String> STATES = Set.of(
            MonitorStatus.UP.text(),
            MonitorStatus.DOWN.text(),
            MonitorStatus.PENDING.text(),
            MonitorStatus.UNKNOWN.text());

    /** As {@link org.heliograph.uptime.state.MonitorState#current}. */
    private static final String STATE = "case when s.status = 'up' and (case when s.last_pulse_at is null"
            + " or s.failed_at > s.last_pulse_at then s.failed_at else s.last_pulse_at end) < ? then 'unknown' else s.status end";

    private static final String SELECT = "select m.id, m.name, m.interval_seconds, m.max_retries,"
            + " m.resend_notification from (select id, name, interval_seconds, max_retries, resend_notification,"
            + " last_pulse_at, uptime24h, state from (select m.*, s.last_pulse_at, s.uptime24h, " + STATE
            + " as state from monitor m join monitor_state s on s.monitor_id = m.id) as judged where ";

    private static final String COUNT = "select count(*) as monitors from (select m.id, m.name, " + STATE
            + " as state from monitor m join monitor_state s on s.monitor_id = m.id) as judged where ";

    /** What needs attention comes first. */
    private static final String WORST_FIRST =
            "case state when 'down' then 0 when 'unknown' then 1 when 'pending' then 2 else 3 end";

    private static final Map<String, String> KEYS = Map.of(
            "state", WORST_FIRST,
            "last_pulse", "last_pulse_at",
            "uptime", "uptime24h",
            "interval", "interval_seconds");

    private SqlTemplate sql;
    private NaturalOrder natural;

    /** For the container's proxies. */
    protected MonitorListRepository() {}

    @Inject
    MonitorListRepository(SqlTemplate sql, NaturalOrder natural) {
        this.sql = sql;
        this.natural = natural;
    }

    /** The settings of a monitor that the list shows; times in seconds. */
    record Row(String id, String name, int interval, int maxRetries, int resendNotification) {}

    /**
     * A window of the monitors.
     *
     * @param total how many match
     * @param all   how many there are
     */
    record Window(long total, long all, List<Row> rows) {}

    /** Whether a text is a value of the parameter {@code state}. */
    static boolean isState(String text) {
        return text.isEmpty() || STATES.contains(text);
    }

    /** @param state empty for all @param availableSince when the last outage of the server ended */
    Window read(String state, ListWindow window, Instant availableSince) {
        StringBuilder where = new StringBuilder("1 = 1");
        List<Object> parameters = new ArrayList<>(List.of(availableSince));
        if (!state.isEmpty()) {
            where.append(" and state = ?");
            parameters.add(state);
        }
        for (String pattern : window.patterns()) {
            where.append(" and lower(name || ' ' || id) like ? escape '!'");
            parameters.add(pattern);
        }
        long all = sql.query("select count(*) as monitors from monitor", row -> row.bigint("monitors"))
                .get(0);
        long total = parameters.size() == 1
                ? all
                : sql.query(COUNT + where, row -> row.bigint("monitors"), parameters.toArray())
                        .get(0);
        parameters.add(window.offset());
        parameters.add(window.limit());
        List<Row> rows = sql.query(
                SELECT + where + ") as m" + order(window) + " offset ? rows fetch next ? rows only",
                row -> new Row(
                        row.text("id"),
                        row.text("name"),
                        row.integer("interval_seconds"),
                        row.integer("max_retries"),
                        row.integer("resend_notification")),
                parameters.toArray());
        return new Window(total, all, rows);
    }

    /** Monitors without a value are last in both directions; those of one value are in the order of their names. */
    private String order(ListWindow window) {
        String name = natural.of("name");
        String key = KEYS.getOrDefault(window.sort(), name);
        return String.format(
                Locale.ROOT,
                " order by case when %s is null then 1 else 0 end, %s %s, %s, id",
                key,
                key,
                window.direction(),
                name);
    }
}
