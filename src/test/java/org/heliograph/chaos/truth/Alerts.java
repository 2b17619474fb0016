package org.heliograph.chaos.truth;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The alerts of the installation, in the alerts dialect. Their table is what is not resolved.
 *
 * @param site the only one that is read; empty for all of them
 */
public record Alerts(String site) implements Subject {
    /** Those of all sites. */
    public static final Alerts ALL = new Alerts("");

    /** An alert was raised; writers' messages are used once. */
    public Fact raised(String message) {
        return new Fact(topic(), "alert.created " + message);
    }

    /** The alert of that message was resolved. */
    public Fact resolved(String message) {
        return new Fact(topic(), "alert.resolved " + message);
    }

    @Override
    public String topic() {
        return "alerts:alerts";
    }

    /** The payload is the frame, but for the position. */
    @Override
    public String frame(Row row) {
        return row.payload().substring(0, row.payload().length() - 1) + ",\"seq\":" + row.seq() + "}";
    }

    @Override
    public Optional<Fact> fact(Row row) {
        return Optional.of(new Fact(topic(), row.event() + " " + row.json().getString("message")));
    }

    @Override
    public boolean apply(Row row, Replica replica) {
        JsonObject alert = row.json();
        String id = alert.getString("id");
        return switch (row.event()) {
            case "alert.created" -> replica.insert(id, alert);
            case "alert.resolved" -> replica.delete(id);
            default -> false;
        };
    }

    @Override
    public boolean concerns(JsonObject row) {
        return site.isEmpty() || site.equals(row.getString("site"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("site", "severity", "message");
    }

    @Override
    public String table() {
        return "select json_build_object('id', id, 'site', site, 'severity', severity, 'message', message) from alert"
                + " where status <> 'resolved'";
    }
}
