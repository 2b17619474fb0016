package org.heliograph.machine.data;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** Sorts the rows of {@link DashboardQuery} into the object that the dashboard reads. */
final class DashboardJson {
    private final JsonArrayBuilder machines = JsonText.array();
    private final JsonArrayBuilder members = JsonText.array();
    private long machineCount;
    private long onlineCount;
    private long memberCount;
    private long pendingInvites;

    void add(ResultSet row) throws SQLException {
        long total = row.getLong("total");
        switch (row.getString("kind")) {
            case "machine" -> {
                machineCount = total;
                onlineCount = row.getLong("online");
                machines.add(named(row, "status", "os")
                        .add("tailnet_ip", text(row, "address"))
                        .add("version", text(row, "version"))
                        .add("last_seen", time(row, "last_seen")));
            }
            case "member" -> {
                memberCount = total;
                members.add(named(row, "role", "email"));
            }
            default -> pendingInvites = total;
        }
    }

    JsonObject build() {
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

    private static JsonObjectBuilder named(ResultSet row, String state, String detail) throws SQLException {
        return JsonText.object()
                .add("id", row.getString("id"))
                .add("name", row.getString("name"))
                .add(state, row.getString("state"))
                .add(detail, text(row, "detail"));
    }

    private static JsonValue text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return JsonText.value(text);
    }

    private static JsonValue time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time.toInstant()));
    }
}
