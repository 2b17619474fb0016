package org.heliograph.chaos.model;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.heliograph.json.JsonText;

/**
 * One status page, in its dialect. Its table is its incidents and maintenances, their updates, and the monitors
 * that are down.
 */
public record StatusPageTopic(String id, String slug) implements TopicModel {
    /** Start of the updates that the server writes for a maintenance. */
    private static final String SERVER_PREFIX = "The maintenance ";

    private static final JsonObject DOWN =
            JsonText.object().add("status", "down").build();

    /**
     * An incident or a maintenance was written.
     *
     * @param event such as {@code incident-created}
     * @param what  the title, the message of a new update, or the id of what is deleted; each is used once
     */
    public ExpectedEvent written(String event, String what) {
        return new ExpectedEvent(topic(), event + " " + what);
    }

    @Override
    public String topic() {
        return "status:" + id + ":events";
    }

    @Override
    public String frame(LogRow row) {
        return "{\"action\":\"" + row.event() + "\",\"data\":" + row.payload() + row.timestampAndSeq();
    }

    @Override
    public Optional<ExpectedEvent> expectedEvent(LogRow row) {
        String kind = kind(row);
        JsonObject data = row.json();
        return switch (what(row)) {
            case "created", "updated" ->
                Optional.of(written(row.event(), data.getJsonObject(kind).getString("title")));
            case "update-added" ->
                Optional.of(data.getJsonObject("update").getString("message"))
                        .filter(message -> !message.startsWith(SERVER_PREFIX))
                        .map(message -> written(row.event(), message));
            case "update-deleted" -> Optional.of(written(row.event(), data.getString("updateId")));
            case "deleted" -> Optional.of(written(row.event(), data.getString(kind + "Id")));
            default -> Optional.empty();
        };
    }

    /** The kind of row that an event describes, such as {@code incident}. */
    private static String kind(LogRow row) {
        return row.event().substring(0, row.event().indexOf('-'));
    }

    private static String what(LogRow row) {
        return row.event().substring(row.event().indexOf('-') + 1);
    }

    @Override
    public boolean apply(LogRow row, Replica replica) {
        String kind = kind(row);
        JsonObject data = row.json();
        return switch (what(row)) {
            case "created" -> {
                JsonObject notice = data.getJsonObject(kind);
                notice.getJsonArray("updates").getValuesAs(JsonObject.class).forEach(update -> insert(update, replica));
                yield insert(notice, replica);
            }
            case "updated" -> update(data.getJsonObject(kind), replica);
            case "update-added" -> {
                update(data.getJsonObject(kind), replica);
                yield insert(data.getJsonObject("update"), replica);
            }
            case "update-deleted" -> {
                update(data.getJsonObject(kind), replica);
                yield replica.delete(data.getString("updateId"));
            }
            case "deleted" -> {
                String notice = data.getString(kind + "Id");
                replica.deleteAll(kind + "_id", notice);
                yield replica.delete(notice);
            }
            case "down" -> replica.insert(data.getString("monitorId"), DOWN);
            case "recovered" -> replica.delete(data.getString("monitorId"));
            default -> false;
        };
    }

    private static boolean insert(JsonObject row, Replica replica) {
        return replica.insert(row.getString("id"), row);
    }

    private static boolean update(JsonObject row, Replica replica) {
        return replica.update(row.getString("id"), row);
    }

    @Override
    public Set<String> columns() {
        return Set.of("title", "status", "incident_id", "maintenance_id", "message");
    }

    @Override
    public String table() {
        return notices("incident") + " union all " + notices("maintenance") + " union all "
                + "select json_build_object('id', monitor_id, 'status', status) from monitor_state"
                + " where status = 'down' and monitor_id in"
                + " (select json_array_elements_text(items::json) from status_page where id = '" + id + "')";
    }

    private String notices(String kind) {
        String ofPage = " where b.status_page_id = '" + id + "'";
        return "select json_build_object('id', id, 'title', title, 'status', status) from " + kind + " b" + ofPage
                + " union all select json_build_object('id', u.id, '" + kind + "_id', b.id, 'status', u.status,"
                + " 'message', u.message) from " + kind + "_update u join " + kind + " b on u." + kind + "_id = b.id"
                + ofPage;
    }
}
