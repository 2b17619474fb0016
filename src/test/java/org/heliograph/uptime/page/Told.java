package org.heliograph.uptime.page;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hears what pages would be told: the event and what follows the monitor's id. */
public final class Told extends StatusPagePublisher {
    private final List<String> all = new ArrayList<>();

    @Override
    public void append(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        add("logged " + event, fields);
    }

    @Override
    public void tell(String event, String monitorId, Consumer<JsonObjectBuilder> fields) {
        add(event, fields);
    }

    private void add(String event, Consumer<JsonObjectBuilder> fields) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.accept(json);
        all.add(event + " " + json.build());
    }

    /** Everything that was told since the last call. */
    public List<String> all() {
        List<String> told = List.copyOf(all);
        all.clear();
        return told;
    }
}
