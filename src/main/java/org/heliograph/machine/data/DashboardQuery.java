package org.heliograph.machine.data;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/**
 * Reads the counts and lists of an organisation's dashboard. One statement, that is one snapshot of the database, so that
 * counts and lists agree. Lists have at most {@value #MAX_ROWS} rows, online machines first; counts include all rows.
 */
@ApplicationScoped
public class DashboardQuery {
    private static final int MAX_ROWS = 1000;

    private static final String MACHINES = "select 'machine' as kind, id, name, status as state, os as detail,"
            + " tailnet_ip as address, version, last_seen, count(*) over () as total,"
            + " sum(case when status = 'online' then 1 else 0 end) over () as online"
            + " from machine where org_id = ?"
            + " order by case when status = 'online' then 0 else 1 end, name, id fetch first " + MAX_ROWS
            + " rows only";

    private static final String MEMBERS = "select 'member' as kind, a.id, a.name, m.role as state, a.email as detail,"
            + " null as address, null as version, cast(null as timestamp(3) with time zone) as last_seen,"
            + " count(*) over () as total, 0 as online"
            + " from membership m join account a on a.id = m.account_id where m.org_id = ?"
            + " order by a.name, a.id fetch first " + MAX_ROWS + " rows only";

    private static final String INVITATIONS = "select 'invitations', null, null, null, null, null, null,"
            + " cast(null as timestamp(3) with time zone), count(*), 0"
            + " from invitation where org_id = ? and expires_at > ?";

    private static final String SELECT = "select * from (" + MACHINES + ") machines union all select * from (" + MEMBERS
            + ") members union all " + INVITATIONS;

    @Inject
    private SqlTemplate sql;

    @Inject
    private Clock clock;

    /** A row: a list's item with the counts of its kind, or only a count. */
    private record Line(String kind, long total, long online, JsonObjectBuilder item) {}

    /** The response of {@code get_dashboard_stats}. */
    public JsonObject read(String orgId) {
        JsonArrayBuilder machines = JsonText.array();
        JsonArrayBuilder members = JsonText.array();
        long machineCount = 0;
        long onlineCount = 0;
        long memberCount = 0;
        long pendingInvites = 0;
        for (Line line : sql.query(SELECT, DashboardQuery::line, orgId, orgId, orgId, clock.instant())) {
            switch (line.kind()) {
                case "machine" -> {
                    machineCount = line.total();
                    onlineCount = line.online();
                    machines.add(line.item());
                }
                case "member" -> {
                    memberCount = line.total();
                    members.add(line.item());
                }
                default -> pendingInvites = line.total();
            }
        }
        return JsonText.object()
                .add("machines", machines)
                .add("machineCount", machineCount)
                .add("onlineCount", onlineCount)
                .add("offlineCount", machineCount - onlineCount)
                .add("members", members)
                .add("memberCount", memberCount)
                .add("pendingInvites", pendingInvites)
                .build();
    }

    private static Line line(SqlRow row) throws SQLException {
        String kind = row.text("kind");
        JsonObjectBuilder item = switch (kind) {
            case "machine" ->
                item(row, "status", "os")
                        .add("tailnet_ip", JsonText.value(row.text("address")))
                        .add("version", JsonText.value(row.text("version")))
                        .add("last_seen", time(row.time("last_seen")));
            case "member" -> item(row, "role", "email");
            default -> null;
        };
        return new Line(kind, row.bigint("total"), row.bigint("online"), item);
    }

    private static JsonObjectBuilder item(SqlRow row, String state, String detail) throws SQLException {
        return JsonText.object()
                .add("id", row.text("id"))
                .add("name", row.text("name"))
                .add(state, row.text("state"))
                .add(detail, JsonText.value(row.text("detail")));
    }

    private static JsonValue time(Instant time) {
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time));
    }
}
