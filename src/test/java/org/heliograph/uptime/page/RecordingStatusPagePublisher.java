package org.heliograph.uptime.page;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Records published events, each as its name and the fields after {@code monitorId}. */
public final class RecordingStatusPagePublisher extends StatusPagePublisher {
    private final List<String> events = new ArrayList<>();

    @Override
    public void publish(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        record("logged " + event, fields);
    }

    @Override
    public void publishTransient(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        record(event, fields);
    }

    private void record(String event, Consumer<JsonObjectBuilder> fields) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.accept(json);
        events.add(event + " " + json.build());
    }

    /** Removes and returns the events since the last call. */
    public List<String> takeEvents() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
