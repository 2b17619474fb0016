package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The alerts of the installation, in the alerts dialect. Their table holds the unresolved alerts.
 *
 * @param site the site that is subscribed to; empty for all
 */
public record AlertTopic(String site) implements TopicModel {
    /** All sites. */
    public static final AlertTopic ALL = new AlertTopic("");

    /** An alert was raised. Each message is used once. */
    public ExpectedEvent raised(String message) {
        return new ExpectedEvent(topic(), "alert.created " + message);
    }

    /** The alert of that message was resolved. */
    public ExpectedEvent resolved(String message) {
        return new ExpectedEvent(topic(), "alert.resolved " + message);
    }

    @Override
    public String topic() {
        return "alerts:alerts";
    }

    /** The frame is the payload with the sequence appended. */
    @Override
    public String frame(LogRow row) {
        return row.payload().substring(0, row.payload().length() - 1) + ",\"seq\":" + row.seq() + "}";
    }

    @Override
    public Optional<ExpectedEvent> expectedEvent(LogRow row) {
        return Optional.of(
                new ExpectedEvent(topic(), row.event() + " " + row.json().getString("message")));
    }

    @Override
    public boolean apply(LogRow row, Replica replica) {
        JsonObject alert = row.json();
        String id = alert.getString("id");
        return switch (row.event()) {
            case "alert.created" -> replica.insert(id, alert);
            case "alert.resolved" -> replica.delete(id);
            default -> false;
        };
    }

    @Override
    public boolean includes(JsonObject row) {
        return site.isEmpty() || site.equals(row.getString("site"));
    }

    @Override
    public boolean includes(LogRow row) {
        return site.isEmpty() || includes(row.json());
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
