package org.heliograph.alert.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.heliograph.alert.AlertStatus;
import org.heliograph.alert.Severity;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ListWindow;

/** Finds the alerts of a window of the sorted list, and how many there are. */
@ApplicationScoped
class AlertWindows {
    /** The sort keys; without a choice the newest are first. */
    static final List<String> SORTS = List.of("-created_at", "site", "severity", "status");

    private static final Map<String, String> KEYS = Map.of(
            "severity", "case severity when 'critical' then 0 when 'warning' then 1 else 2 end",
            "status", "case status when 'open' then 0 when 'acknowledged' then 1 else 2 end",
            "created_at", "created_at");

    /** What a search looks at. */
    private static final String TEXT = "lower(site || ' ' || message || ' ' || source)";

    private SqlTemplate sql;
    private NaturalOrder natural;

    /** For the container's proxies. */
    protected AlertWindows() {}

    @Inject
    AlertWindows(SqlTemplate sql, NaturalOrder natural) {
        this.sql = sql;
        this.natural = natural;
    }

    /**
     * The alerts of a window.
     *
     * @param total how many match
     * @param all   how many there are
     * @param ids   of the alerts of the window, in its order
     */
    record Found(long total, long all, List<String> ids) {}

    Found find(AlertSelection selection, ListWindow window) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<Object> parameters = new ArrayList<>();
        anyOf("site", selection.sites(), Function.identity(), where, parameters);
        anyOf("severity", selection.severities(), Severity::text, where, parameters);
        anyOf("status", selection.statuses(), AlertStatus::text, where, parameters);
        for (String pattern : window.patterns()) {
            where.append(" and ").append(TEXT).append(" like ? escape '!'");
            parameters.add(pattern);
        }
        long all = count("");
        long total = parameters.isEmpty() ? all : count(where.toString(), parameters.toArray());
        parameters.add(window.offset());
        parameters.add(window.limit());
        List<String> ids = sql.query(
                "select id from alert" + where + order(window) + " offset ? rows fetch next ? rows only",
                row -> row.text("id"),
                parameters.toArray());
        return new Found(total, all, ids);
    }

    private long count(String where, Object... parameters) {
        return sql.query("select count(*) as alerts from alert" + where, row -> row.bigint("alerts"), parameters)
                .get(0);
    }

    private static <T> void anyOf(
            String column,
            Collection<T> wanted,
            Function<T, String> text,
            StringBuilder where,
            List<Object> parameters) {
        if (!wanted.isEmpty()) {
            where.append(" and ").append(column).append(" = any(?)");
            parameters.add(wanted.stream().map(text).toList());
        }
    }

    /** Of what is equal the newest are first. */
    private String order(ListWindow window) {
        return String.format(
                Locale.ROOT,
                " order by %s %s, created_at desc, id desc",
                window.sort().equals("site") ? natural.of("site") : KEYS.get(window.sort()),
                window.direction());
    }
}
