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

/** Validated changes of columns, applicable to any number of machines. */
final class MachinePatch {
    /**
     * Tolerated lead of a caller's clock. A {@code last_seen} far in the future would keep the cleanup from finding the
     * machine.
     */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private static final Map<String, Function<Body, Consumer<Machine>>> PARSERS = new HashMap<>();

    static {
        for (MachineField field : MachineField.values()) {
            PARSERS.put(field.field(), body -> {
                String value = field == MachineField.NAME
                        ? field.require(body)
                        : field.read(body).orElse(null);
                return machine -> field.set(machine, value);
            });
        }
        PARSERS.put("status", parser("status", MachinePatch::status, Machine::setStatus));
        PARSERS.put("ephemeral", bool("ephemeral", Machine::setEphemeral));
        PARSERS.put("admin_disabled", bool("admin_disabled", Machine::setAdminDisabled));
        PARSERS.put("last_seen", body -> {
            if (!body.has("last_seen")) {
                return machine -> machine.setLastSeen(null);
            }
            return parser("last_seen", value -> ColumnType.timestamp(text(value)), Machine::setLastSeen)
                    .apply(body);
        });
    }

    private final List<Consumer<Machine>> changes = new ArrayList<>();

    /** At which a name that the caller made up is cut in messages. */
    private static final int LONGEST_NAME = 100;

    private MachinePatch() {}

    /** @throws org.heliograph.rest.ApiException 400 for an unknown or read-only column, or an invalid value */
    static MachinePatch parse(JsonObject columns, Instant now) {
        MachinePatch patch = new MachinePatch();
        Body body = new Body(columns);
        for (String name : columns.keySet()) {
            Function<Body, Consumer<Machine>> parser = PARSERS.get(name);
            if (parser == null) {
                boolean exists = MachineColumns.ALL.find(name).isPresent();
                throw Body.invalid(
                        exists
                                ? "The column " + name + " cannot be written."
                                : "There is no column " + name.substring(0, Math.min(name.length(), LONGEST_NAME))
                                        + "; the writable columns are "
                                        + String.join(
                                                ", ",
                                                PARSERS.keySet().stream()
                                                        .sorted()
                                                        .toList()) + ".");
            }
            patch.changes.add(parser.apply(body));
        }
        if (columns.get("last_seen") instanceof JsonString lastSeen
                && ColumnType.timestamp(lastSeen.getString()).isAfter(now.plus(CLOCK_SKEW))) {
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

    private static Function<Body, Consumer<Machine>> bool(String name, BiConsumer<Machine, Boolean> setter) {
        return parser(
                name,
                value -> {
                    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                        throw new IllegalArgumentException("neither true nor false");
                    }
                    return value == JsonValue.TRUE;
                },
                setter);
    }

    private static <T> Function<Body, Consumer<Machine>> parser(
            String name, Function<JsonValue, T> valueParser, BiConsumer<Machine, T> setter) {
        return body -> {
            try {
                T value = valueParser.apply(body.json().get(name));
                return machine -> setter.accept(machine, value);
            } catch (IllegalArgumentException invalid) {
                ColumnType type = MachineColumns.ALL.find(name).orElseThrow().type();
                throw Body.invalid("The field " + name + " must be " + type.description() + ".");
            }
        };
    }

    private static MachineStatus status(JsonValue value) {
        MachineStatus status = MachineStatus.BY_TEXT.get(text(value));
        if (status == null) {
            throw new IllegalArgumentException("not a status");
        }
        return status;
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException("not a string");
    }
}
