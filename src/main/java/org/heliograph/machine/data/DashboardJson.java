package org.heliograph.machine.data;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlRow;

/** Sorts the rows of {@link DashboardQuery} into the object that the dashboard reads. */
final class DashboardJson {
    private final JsonArrayBuilder machines = JsonText.array();
    private final JsonArrayBuilder members = JsonText.array();
    private long machineCount;
    private long onlineCount;
    private long memberCount;
    private long pendingInvites;

    /** @return this, as a row mapper must return something */
    DashboardJson add(SqlRow row) throws SQLException {
        long total = row.bigint("total");
        switch (row.text("kind")) {
            case "machine" -> {
                machineCount = total;
                onlineCount = row.bigint("online");
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
        return this;
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

    private static JsonObjectBuilder named(SqlRow row, String state, String detail) throws SQLException {
        return JsonText.object()
                .add("id", row.text("id"))
                .add("name", row.text("name"))
                .add(state, row.text("state"))
                .add(detail, text(row, "detail"));
    }

    private static JsonValue text(SqlRow row, String column) throws SQLException {
        String text = row.text(column);
        return JsonText.value(text);
    }

    private static JsonValue time(SqlRow row, String column) throws SQLException {
        Instant time = row.time(column);
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time));
    }
}
