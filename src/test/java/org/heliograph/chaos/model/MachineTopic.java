package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machines of an organisation, in the fleet dialect. */
public record MachineTopic(String organization) implements TopicModel {
    /** Versions set by writers. Initial versions differ, and their events do not contain them. */
    private static final Pattern GIVEN = Pattern.compile("\"[a-z]+\\d+\"");

    /** A machine of that name was created. Each name is used once. */
    public ExpectedEvent created(String name) {
        return new ExpectedEvent(topic(), "INSERT " + name);
    }

    /** A machine's version was set. Each version is used once. */
    public ExpectedEvent changed(String id, String version) {
        return new ExpectedEvent(topic(), "UPDATE " + id + " " + version);
    }

    /** A machine was deleted. */
    public ExpectedEvent deleted(String id) {
        return new ExpectedEvent(topic(), "DELETE " + id);
    }

    @Override
    public String topic() {
        return "org:" + organization + ":machines";
    }

    @Override
    public String frame(LogRow row) {
        return "{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"" + row.event() + "\",\"payload\":"
                + row.payload() + row.timestampAndSeq();
    }

    /** Empty for changes by the server or by heartbeats. */
    @Override
    public Optional<ExpectedEvent> expectedEvent(LogRow row) {
        JsonObject payload = row.json();
        String id = payload.getString("id");
        return switch (row.event()) {
            case "INSERT" -> Optional.of(created(payload.getString("name")));
            case "UPDATE" ->
                Optional.ofNullable(payload.get("version")).map(version -> changed(id, payload.getString("version")));
            default -> Optional.of(deleted(id));
        };
    }

    @Override
    public boolean apply(LogRow row, Replica replica) {
        JsonObject payload = row.json();
        String id = payload.getString("id");
        return switch (row.event()) {
            case "INSERT" -> replica.insert(id, payload);
            case "UPDATE" -> replica.update(id, payload);
            case "DELETE" -> replica.delete(id);
            default -> false;
        };
    }

    /** Without {@code last_seen}, which also changes without events. */
    @Override
    public Set<String> columns() {
        return Set.of("name", "status", "version");
    }

    @Override
    public String table() {
        return "select json_build_object('id', id, 'name', name, 'status', status, 'version', version) from machine"
                + " where org_id = '" + organization + "'";
    }

    /** Without versions that no event contains. */
    @Override
    public Optional<String> history() {
        return Optional.of("select id, token from recorded_version where org_id = '" + organization
                + "' and token !~ '^version (?![a-z]+\\d+$)' order by n");
    }

    @Override
    public List<String> changes(LogRow row) {
        if (!row.event().equals("UPDATE")) {
            return List.of(row.event());
        }
        JsonObject payload = row.json();
        return Stream.of("status", "version")
                .filter(payload::containsKey)
                .map(column -> column + " " + payload.getString(column))
                .toList();
    }

    @Override
    public boolean matches(Map<String, JsonValue> known, Map<String, JsonValue> row) {
        boolean untold = !known.containsKey("version")
                && GIVEN.matcher(String.valueOf(row.get("version"))).matches();
        return !untold && row.entrySet().containsAll(known.entrySet());
    }
}
