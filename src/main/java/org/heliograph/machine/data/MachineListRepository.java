package org.heliograph.machine.data;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ListWindow;

/** Reads windows of the list of an organisation's machines, and how many there are, in one query each. */
@ApplicationScoped
public class MachineListRepository {
    /** The sort keys, the default one first. */
    static final List<String> SORTS = List.of("name", "status", "tailnet_ip", "os", "last_seen");

    /** What the parameter {@code status} may be beside a status. */
    static final String DISABLED = "disabled";

    /** What a search looks at. */
    private static final String TEXT =
            "lower(name || ' ' || coalesce(tailnet_ip, '') || ' ' || coalesce(os, '') || ' ' || coalesce(version, ''))";

    private static final String SELECT = "select id, org_id, name, tailnet_ip, os, version, status, ephemeral,"
            + " admin_disabled, last_seen from machine where ";

    private SqlTemplate sql;
    private NaturalOrder natural;

    /** For the container's proxies. */
    protected MachineListRepository() {}

    @Inject
    public MachineListRepository(SqlTemplate sql, NaturalOrder natural) {
        this.sql = sql;
        this.natural = natural;
    }

    /**
     * A window of the machines that match.
     *
     * @param status of a machine, or {@link #DISABLED}; empty for all
     * @return {@code {total, all, rows}}: how many match, how many the organisation has, and the rows of the window
     */
    public JsonObject read(String orgId, String status, ListWindow window) {
        StringBuilder where = new StringBuilder("org_id = ?");
        List<Object> parameters = new ArrayList<>(List.of(orgId));
        if (status.equals(DISABLED)) {
            where.append(" and admin_disabled");
        } else if (!status.isEmpty()) {
            where.append(" and status = ?");
            parameters.add(status);
        }
        for (String pattern : window.patterns()) {
            where.append(" and ").append(TEXT).append(" like ? escape '!'");
            parameters.add(pattern);
        }
        long all = sql.query(
                        "select count(*) as machines from machine where org_id = ?",
                        row -> row.bigint("machines"),
                        orgId)
                .get(0);
        boolean isWhole = parameters.size() == 1 && !status.equals(DISABLED);
        long total = isWhole
                ? all
                : sql.query(
                                "select count(*) as machines from machine where " + where,
                                row -> row.bigint("machines"),
                                parameters.toArray())
                        .get(0);
        parameters.add(window.offset());
        parameters.add(window.limit());
        JsonArrayBuilder rows = JsonText.array();
        sql.query(
                        SELECT + where + order(window) + " offset ? rows fetch next ? rows only",
                        MachineListRepository::row,
                        parameters.toArray())
                .forEach(rows::add);
        return JsonText.object()
                .add("total", total)
                .add("all", all)
                .add("rows", rows)
                .build();
    }

    /** Whether a text is a value of the parameter {@code status}. */
    static boolean isStatus(String text) {
        return text.isEmpty() || text.equals(DISABLED) || MachineStatus.BY_TEXT.containsKey(text);
    }

    /** Machines without a value are last in both directions; those of one value are in the order of their names. */
    private String order(ListWindow window) {
        String name = natural.of("name");
        String key =
                Map.of("name", name, "tailnet_ip", natural.of("tailnet_ip")).getOrDefault(window.sort(), window.sort());
        return String.format(
                Locale.ROOT,
                " order by case when %s is null then 1 else 0 end, %s %s, %s, id",
                window.sort(),
                key,
                window.direction(),
                name);
    }

    private static JsonObject row(SqlRow row) throws SQLException {
        Instant lastSeen = row.time("last_seen");
        return JsonText.object()
                .add("id", row.text("id"))
                .add("org_id", row.text("org_id"))
                .add("name", row.text("name"))
                .add("tailnet_ip", MachineColumns.toJson(row.text("tailnet_ip")))
                .add("os", MachineColumns.toJson(row.text("os")))
                .add("version", MachineColumns.toJson(row.text("version")))
                .add("status", row.text("status"))
                .add("ephemeral", row.bool("ephemeral"))
                .add("admin_disabled", row.bool("admin_disabled"))
                .add("last_seen", MachineColumns.toJson(lastSeen))
                .build();
    }
}
