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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/**
 * Reads the counts and lists of an organisation's dashboard. One statement, that is one snapshot of the database, so that
 * counts and lists agree. Lists have at most {@value #MAX_ROWS} rows, online machines first; counts include all rows. Machines are not counted
 * here, but as they change ({@link org.heliograph.machine.count.MachineCounts}).
 */
@ApplicationScoped
public class DashboardQuery {
    private static final int MAX_ROWS = 1000;
    private static final String ONLINE = MachineStatus.ONLINE.text();

    /** Of one status, in the order of an index. */
    private static final String OF_STATUS =
            "select * from (select %s as place, id, name, status, os, tailnet_ip, version, last_seen"
                    + " from machine where org_id = ? and status = '%s' order by name, id fetch first " + MAX_ROWS
                    + " rows only) %s";

    private static final List<String> STATUSES =
            Stream.of(MachineStatus.values()).map(MachineStatus::text).toList();

    private static final String MACHINES = "select 'machine' as kind, id, name, status as state, os as detail,"
            + " tailnet_ip as address, version, last_seen, 0 as total from ("
            + STATUSES.stream()
                    .map(status -> OF_STATUS.formatted(status.equals(ONLINE) ? 0 : 1, status, status))
                    .collect(Collectors.joining(" union all "))
            + ") of_status order by place, name, id fetch first " + MAX_ROWS + " rows only";

    private static final String COUNTS = "select 'count', null, null, status, null, null, null,"
            + " cast(null as timestamp(3) with time zone), sum(delta) from machine_count where org_id = ? group by status";

    private static final String MEMBERS = "select 'member' as kind, a.id, a.name, m.role as state, a.email as detail,"
            + " null as address, null as version, cast(null as timestamp(3) with time zone) as last_seen,"
            + " count(*) over () as total from membership m join account a on a.id = m.account_id where m.org_id = ?"
            + " order by a.name, a.id fetch first " + MAX_ROWS + " rows only";

    private static final String INVITATIONS = "select 'invitations', null, null, null, null, null, null,"
            + " cast(null as timestamp(3) with time zone), count(*) from invitation where org_id = ? and expires_at > ?";

    private static final String SELECT = "select * from (" + MACHINES + ") machines union all select * from (" + MEMBERS
            + ") members union all " + COUNTS + " union all " + INVITATIONS;

    private SqlTemplate sql;
    private Clock clock;

    /** For the container's proxies. */
    protected DashboardQuery() {}

    @Inject
    public DashboardQuery(SqlTemplate sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A row: a list's item with the counts of its kind, or only a count. */
    private record Line(String kind, String state, long total, JsonObjectBuilder item) {}

    /** The response of {@code get_dashboard_stats}. */
    public JsonObject read(String orgId) {
        JsonArrayBuilder machines = JsonText.array();
        JsonArrayBuilder members = JsonText.array();
        long machineCount = 0;
        long onlineCount = 0;
        long memberCount = 0;
        long pendingInvites = 0;
        List<Object> parameters = new ArrayList<>(Collections.nCopies(STATUSES.size() + 3, orgId));
        parameters.add(clock.instant());
        for (Line line : sql.query(SELECT, DashboardQuery::line, parameters.toArray())) {
            switch (line.kind()) {
                case "machine" -> machines.add(line.item());
                case "count" -> {
                    machineCount += line.total();
                    onlineCount += line.state().equals(ONLINE) ? line.total() : 0;
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
        return new Line(kind, row.text("state"), row.bigint("total"), item);
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
