package org.heliograph.machine.data;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineStatus;
import org.heliograph.query.ColumnType;
import org.heliograph.rest.Body;

/** Columns that somebody sets, checked once and then written to any number of machines. */
final class MachinePatch {
    /** How far a caller's clock may be ahead: a machine that was seen later than now would never be missed. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static final Map<String, Function<Body, Consumer<Machine>>> READERS = new HashMap<>();

    static {
        for (MachineField text : MachineField.values()) {
            READERS.put(text.field(), body -> {
                String value = text == MachineField.NAME
                        ? text.require(body)
                        : text.read(body).orElse(null);
                return machine -> text.set(machine, value);
            });
        }
        READERS.put("status", reader("status", MachinePatch::status, Machine::setStatus));
        READERS.put("ephemeral", flag("ephemeral", Machine::setEphemeral));
        READERS.put("admin_disabled", flag("admin_disabled", Machine::setAdminDisabled));
        READERS.put("last_seen", body -> {
            if (!body.has("last_seen")) {
                return machine -> machine.setLastSeen(null);
            }
            return reader("last_seen", value -> ColumnType.timestamp(text(value)), Machine::setLastSeen)
                    .apply(body);
        });
    }

    private final List<Consumer<Machine>> changes = new ArrayList<>();

    private MachinePatch() {}

    /** @throws org.heliograph.rest.ApiException 400 for a column that is none, is not to be written, or has a wrong value */
    static MachinePatch parse(JsonObject columns, Instant now) {
        MachinePatch patch = new MachinePatch();
        Body body = new Body(columns);
        for (String name : columns.keySet()) {
            Function<Body, Consumer<Machine>> reader = READERS.get(name);
            if (reader == null) {
                boolean exists = MachineColumns.ALL.find(name).isPresent();
                throw Body.invalid(
                        exists
                                ? "The column " + name + " cannot be written."
                                : "There is no such column; these can be written: "
                                        + String.join(
                                                ", ",
                                                READERS.keySet().stream()
                                                        .sorted()
                                                        .toList()) + ".");
            }
            patch.changes.add(reader.apply(body));
        }
        if (columns.get("last_seen") instanceof JsonString seen
                && ColumnType.timestamp(seen.getString()).isAfter(now.plus(CLOCK_SKEW))) {
            throw Body.invalid("The field last_seen must not be in the future.");
        }
        return patch;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void apply(Machine machine) {
        changes.forEach(change -> change.accept(machine));
    }

    private static Function<Body, Consumer<Machine>> flag(String name, BiConsumer<Machine, Boolean> setter) {
        return reader(
                name,
                value -> {
                    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                        throw new IllegalArgumentException("neither true nor false");
                    }
                    return value == JsonValue.TRUE;
                },
                setter);
    }

    private static <T> Function<Body, Consumer<Machine>> reader(
            String name, Function<JsonValue, T> parser, BiConsumer<Machine, T> setter) {
        return body -> {
            try {
                T value = parser.apply(body.json().get(name));
                return machine -> setter.accept(machine, value);
            } catch (IllegalArgumentException wrong) {
                ColumnType type = MachineColumns.ALL.find(name).orElseThrow().type();
                throw Body.invalid("The field " + name + " must be " + type.description() + ".");
            }
        };
    }

    private static MachineStatus status(JsonValue value) {
        MachineStatus status = MachineStatus.BY_TEXT.get(text(value));
        if (status == null) {
            throw new IllegalArgumentException("no status");
        }
        return status;
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException("no text");
    }
}
