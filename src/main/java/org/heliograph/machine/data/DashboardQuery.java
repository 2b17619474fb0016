package org.heliograph.machine.data;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

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

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private Clock clock;

    /** The response of {@code get_dashboard_stats}. */
    public JsonObject read(String orgId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, orgId);
            select.setString(2, orgId);
            select.setString(3, orgId);
            select.setTimestamp(4, Timestamp.from(clock.instant()));
            try (ResultSet rows = select.executeQuery()) {
                return json(rows);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read the dashboard", failed);
        }
    }

    private static JsonObject json(ResultSet rows) throws SQLException {
        JsonArrayBuilder machines = JsonText.array();
        JsonArrayBuilder members = JsonText.array();
        long machineCount = 0;
        long onlineCount = 0;
        long memberCount = 0;
        long pendingInvites = 0;
        while (rows.next()) {
            long total = rows.getLong("total");
            switch (rows.getString("kind")) {
                case "machine" -> {
                    machineCount = total;
                    onlineCount = rows.getLong("online");
                    machines.add(item(rows, "status", "os")
                            .add("tailnet_ip", text(rows, "address"))
                            .add("version", text(rows, "version"))
                            .add("last_seen", time(rows, "last_seen")));
                }
                case "member" -> {
                    memberCount = total;
                    members.add(item(rows, "role", "email"));
                }
                default -> pendingInvites = total;
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

    private static JsonObjectBuilder item(ResultSet row, String state, String detail) throws SQLException {
        return JsonText.object()
                .add("id", row.getString("id"))
                .add("name", row.getString("name"))
                .add(state, row.getString("state"))
                .add(detail, text(row, "detail"));
    }

    private static JsonValue text(ResultSet row, String column) throws SQLException {
        return JsonText.value(row.getString(column));
    }

    private static JsonValue time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time.toInstant()));
    }
}
