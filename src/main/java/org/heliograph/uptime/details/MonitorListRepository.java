package org.heliograph.uptime.details;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ListWindow;
import org.heliograph.uptime.state.MonitorStatus;

/** Reads the list of monitors: its order, and some of its rows. */
@ApplicationScoped
class MonitorListRepository {
    /** The sort keys, the default one first. */
    static final List<String> SORTS = List.of("name", "state", "last_pulse", "uptime", "interval");

    private static final Set<String> STATE_SORTS = Set.of("state", "last_pulse", "uptime");

    private static final Set<String> STATES = Set.of(
            MonitorStatus.UP.text(),
            MonitorStatus.DOWN.text(),
            MonitorStatus.PENDING.text(),
            MonitorStatus.UNKNOWN.text());

    /** As {@link org.heliograph.uptime.state.MonitorState#current}. */
    private static final String STATE = "case when s.status = 'up' and (case when s.last_pulse_at is null"
            + " or s.failed_at > s.last_pulse_at then s.failed_at else s.last_pulse_at end) < ? then 'unknown' else s.status end";

    private static final String SORTED =
            "select id from (select id, name, interval_seconds, last_pulse_at, uptime24h, state"
                    + " from (select m.id, m.name, m.interval_seconds, s.last_pulse_at, s.uptime24h, " + STATE
                    + " as state from monitor m join monitor_state s on s.monitor_id = m.id) as judged where ";

    private static final String ROWS =
            "select id, name, interval_seconds, max_retries, resend_notification from monitor where id = any(?)";

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
     * The monitors that match.
     *
     * @param ids sorted
     * @param all how many monitors there are
     */
    record Order(List<String> ids, long all) {}

    /** Whether a text is a value of the parameter {@code state}. */
    static boolean isState(String text) {
        return text.isEmpty() || STATES.contains(text);
    }

    /**
     * Sorts all monitors that match, which takes milliseconds for each thousand of them ({@link MonitorOrderCache}).
     *
     * @param state          empty for all
     * @param window         its place does not matter
     * @param availableSince when the last outage of the server ended
     */
    Order sort(String state, ListWindow window, Instant availableSince) {
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
        List<String> ids =
                sql.query(SORTED + where + ") as m" + order(window), row -> row.text("id"), parameters.toArray());
        boolean filtered = parameters.size() > 1;
        long all = filtered
                ? sql.query("select count(*) as monitors from monitor", row -> row.bigint("monitors"))
                        .get(0)
                : ids.size();
        return new Order(ids, all);
    }

    /** The rows of monitors by their ids, without those that have been deleted. */
    Map<String, Row> find(Collection<String> ids) {
        return sql
                .query(
                        ROWS,
                        row -> new Row(
                                row.text("id"),
                                row.text("name"),
                                row.integer("interval_seconds"),
                                row.integer("max_retries"),
                                row.integer("resend_notification")),
                        ids)
                .stream()
                .collect(Collectors.toMap(Row::id, Function.identity()));
    }

    /** Whether the order may change with each pulse, check or computed uptime, and not only with the monitors themselves. */
    static boolean followsStates(String state, ListWindow window) {
        return !state.isEmpty() || STATE_SORTS.contains(window.sort());
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
