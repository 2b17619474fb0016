package org.heliograph.machine;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.query.Column;
import org.heliograph.query.ColumnType;
import org.heliograph.query.Columns;

/** The columns of a machine on the wire, in this order. The hash of the node key is not one of them. */
public final class MachineColumns {
    private static final Map<Column, Function<Machine, Object>> GETTERS = new LinkedHashMap<>();

    static {
        GETTERS.put(new Column("id", "id", ColumnType.TEXT), Machine::getId);
        GETTERS.put(new Column("org_id", "orgId", ColumnType.TEXT).withOptionalOperator(), Machine::getOrgId);
        GETTERS.put(new Column("name", "name", ColumnType.TEXT), Machine::getName);
        GETTERS.put(new Column("tailnet_ip", "tailnetIp", ColumnType.TEXT).asNullable(), Machine::getTailnetIp);
        GETTERS.put(new Column("os", "os", ColumnType.TEXT).asNullable(), Machine::getOs);
        GETTERS.put(new Column("arch", "arch", ColumnType.TEXT).asNullable(), Machine::getArch);
        GETTERS.put(new Column("version", "version", ColumnType.TEXT).asNullable(), Machine::getVersion);
        GETTERS.put(new Column("status", "status", ColumnType.oneOf(MachineStatus.BY_TEXT)), Machine::getStatus);
        GETTERS.put(new Column("ephemeral", "ephemeral", ColumnType.BOOLEAN), Machine::isEphemeral);
        GETTERS.put(new Column("admin_disabled", "adminDisabled", ColumnType.BOOLEAN), Machine::isAdminDisabled);
        GETTERS.put(new Column("last_seen", "lastSeen", ColumnType.TIMESTAMP).asNullable(), Machine::getLastSeen);
        GETTERS.put(new Column("created_at", "createdAt", ColumnType.TIMESTAMP), Machine::getCreatedAt);
        GETTERS.put(new Column("updated_at", "updatedAt", ColumnType.TIMESTAMP), Machine::getUpdatedAt);
    }

    /** All columns. */
    public static final Columns ALL = new Columns(List.copyOf(GETTERS.keySet()));

    private MachineColumns() {}

    /** The values of a machine by column name; null for an empty column. */
    public static Map<String, Object> valuesOf(Machine machine) {
        Map<String, Object> values = new HashMap<>();
        GETTERS.forEach((column, getter) -> values.put(column.name(), getter.apply(machine)));
        return values;
    }

    /** A JSON object with these columns of a machine. */
    public static JsonObjectBuilder row(Machine machine, Iterable<Column> columns) {
        JsonObjectBuilder row = JsonText.object();
        columns.forEach(
                column -> row.add(column.name(), toJson(GETTERS.get(column).apply(machine))));
        return row;
    }

    /** The JSON form of a column's value. */
    public static JsonValue toJson(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Instant time) {
            return JsonText.value(Timestamps.format(time));
        }
        return JsonText.value(value instanceof MachineStatus status ? status.text() : (String) value);
    }
}
