package org.heliograph.chaos.check;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.chaos.model.DatabaseState;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.chaos.model.LogRow;
import org.heliograph.chaos.model.MachineTopic;
import org.heliograph.chaos.model.StatusPageTopic;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.json.JsonText;

/** A valid log of five rows with its table and change registry, which tests then modify. */
final class SampleLog {
    final TopicModel topicModel;
    final TreeMap<Long, LogRow> log = new TreeMap<>();
    final List<JsonObject> table = new ArrayList<>();
    final ChangeRegistry registry = new ChangeRegistry();
    /** The versions of the table's rows; null when they are those of the log. */
    Map<String, List<String>> history;

    /** The table as it was after the second row. */
    final List<JsonObject> snapshot = new ArrayList<>();

    private SampleLog(TopicModel topicModel) {
        this.topicModel = topicModel;
    }

    /** A machine that was created and updated twice, and another that was created and deleted. */
    static SampleLog machines() {
        MachineTopic acme = new MachineTopic("acme");
        SampleLog sample = new SampleLog(acme);
        sample.row(1, "INSERT", "{\"id\":\"m\",\"name\":\"m\",\"status\":\"online\",\"last_seen\":null}");
        sample.row(2, "UPDATE", "{\"id\":\"m\",\"version\":\"v1\"}");
        sample.row(3, "INSERT", "{\"id\":\"n\",\"name\":\"n\",\"status\":\"pending\",\"last_seen\":null}");
        sample.row(4, "UPDATE", "{\"id\":\"m\",\"version\":\"v2\"}");
        sample.row(5, "DELETE", "{\"id\":\"n\"}");
        sample.snapshot.add(machine("m", "v1"));
        sample.table.add(machine("m", "v2"));
        sample.acknowledge(acme.created("m"));
        sample.acknowledge(acme.created("n"));
        sample.acknowledge(acme.changed("m", "v1"));
        sample.registry.begin(Set.of(acme.changed("m", "v2"), acme.deleted("n")));
        return sample;
    }

    /** Three alerts that were raised, two of which were resolved. */
    static SampleLog alerts() {
        AlertTopic alerts = AlertTopic.ALL;
        SampleLog sample = new SampleLog(alerts);
        sample.row(1, "alert.created", alert("a", "alert.created"));
        sample.row(2, "alert.created", alert("b", "alert.created"));
        sample.row(3, "alert.resolved", alert("a", "alert.resolved"));
        sample.row(4, "alert.created", alert("c", "alert.created"));
        sample.row(5, "alert.resolved", alert("c", "alert.resolved"));
        sample.snapshot.add(JsonText.parse(alert("a", "")));
        sample.snapshot.add(JsonText.parse(alert("b", "")));
        sample.table.add(JsonText.parse(alert("b", "")));
        sample.acknowledge(alerts.raised("b"));
        sample.acknowledge(alerts.raised("a"));
        sample.acknowledge(alerts.raised("c"));
        sample.registry.begin(Set.of(alerts.resolved("a"), alerts.resolved("c")));
        return sample;
    }

    /** An incident with two updates, the first of which was deleted, and a monitor that was down. */
    static SampleLog statusPage() {
        StatusPageTopic page = new StatusPageTopic("p", "p");
        SampleLog sample = new SampleLog(page);
        String first = update("1", "i", "investigating");
        String second = update("2", "i", "identified");
        sample.row(1, "incident-created", "{\"incident\":" + incident("i", "investigating", first) + "}");
        sample.row(2, "monitor-down", "{\"monitorId\":\"m\",\"downtime\":1000}");
        sample.row(
                3,
                "incident-update-added",
                "{\"incident\":" + incident("i", "identified", "") + ",\"update\":" + second + "}");
        sample.row(
                4,
                "incident-update-deleted",
                "{\"incidentId\":\"i\",\"updateId\":\"1\",\"incident\":" + incident("i", "identified", "") + "}");
        sample.row(5, "monitor-recovered", "{\"monitorId\":\"m\",\"downtime\":2000}");
        sample.snapshot.add(JsonText.parse(incident("i", "investigating", first)));
        sample.snapshot.add(JsonText.parse(first));
        sample.snapshot.add(JsonText.parse("{\"id\":\"m\",\"status\":\"down\"}"));
        sample.table.add(JsonText.parse(incident("i", "identified", second)));
        sample.table.add(JsonText.parse(second));
        sample.acknowledge(page.written("incident-created", "i"));
        sample.acknowledge(page.written("incident-update-added", "line 2"));
        sample.registry.begin(Set.of(page.written("incident-update-deleted", "1")));
        return sample;
    }

    /** One sample per topic type. */
    static List<SampleLog> all() {
        return List.of(machines(), alerts(), statusPage());
    }

    void row(long seq, String event, String payload) {
        log.put(seq, new LogRow(seq, event, payload, Instant.parse("2026-03-17T10:30:45.123Z")));
    }

    /** Adds the log's frames at these sequences to a history. */
    void deliver(ReaderHistory history, long... positions) {
        for (long seq : positions) {
            history.event(seq, frame(seq));
        }
    }

    String frame(long seq) {
        return topicModel.frame(log.get(seq));
    }

    void acknowledge(ExpectedEvent expectedEvent) {
        registry.begin(Set.of(expectedEvent)).acknowledge();
    }

    static JsonObject machine(String id, String version) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", id)
                .add("status", "online")
                .add("version", version)
                .build();
    }

    /** An alert whose message is its id. */
    static String alert(String id, String event) {
        return "{\"id\":\"" + id + "\",\"site\":\"Kilimanjaro\",\"severity\":\"warning\",\"message\":\"" + id
                + "\",\"event\":\"" + event + "\"}";
    }

    /** An incident whose title is its id. */
    static String incident(String id, String status, String lines) {
        return "{\"id\":\"" + id + "\",\"title\":\"" + id + "\",\"status\":\"" + status + "\",\"updates\":[" + lines
                + "]}";
    }

    /** An update of an incident. */
    static String update(String id, String incident, String status) {
        return "{\"id\":\"" + id + "\",\"incident_id\":\"" + incident + "\",\"status\":\"" + status
                + "\",\"message\":\"line " + id + "\"}";
    }

    Checker checker() {
        return new Checker(List.of(state()));
    }

    DatabaseState state() {
        return new DatabaseState(topicModel, log, 5, table, history == null ? replayed() : history);
    }

    /** A history that agrees with the log. */
    private Map<String, List<String>> replayed() {
        Map<String, List<String>> replayed = new TreeMap<>();
        if (topicModel.history().isPresent()) {
            log.values()
                    .forEach(row -> replayed.computeIfAbsent(row.json().getString("id"), id -> new ArrayList<>())
                            .addAll(topicModel.changes(row)));
        }
        return replayed;
    }

    /** The violations in the log. */
    Map<Violation, Integer> checkLogs() {
        return checker().checkLogs().result().violations();
    }

    /** The violations of the registered changes. */
    Map<Violation, Integer> checkRegistry() {
        return checker().registry(registry).result().violations();
    }

    @Override
    public String toString() {
        return topicModel.toString();
    }
}
