package org.heliograph.operations.system;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeFiguresReader;

/** The data of an event of {@code system:metrics} (docs/channels.md). */
final class MetricsMapper {
    private static final List<Field> FIELDS = List.of(
            new Field("sockets", "sockets"),
            new Field("authenticated", "signed_in"),
            new Field("subscriptions", "subscriptions"),
            new Field("topics", "topics"),
            new Field("publications", "publications"),
            new Field("frames", "frames"),
            new Field("lagMillis", "pending_millis"),
            new Field("broker", "broker"),
            new Field("heapUsedBytes", "heap_used_bytes"),
            new Field("heapMaxBytes", "heap_max_bytes"),
            new Field("measuredAt", "measured_at"));

    /** @param figure its name among those of {@link NodeFiguresReader#read} */
    private record Field(String name, String figure) {}

    private MetricsMapper() {}

    /**
     * Maps the figures of a node. What it has not written is missing.
     *
     * @param status  of its health, as far as it lasts
     * @param figures as {@link NodeFiguresReader#read} has them
     */
    static JsonObject data(String node, String status, JsonObject figures) {
        JsonObjectBuilder data = JsonText.object().add("node", node);
        if (figures.containsKey("version")) {
            data.add("version", figures.get("version"));
        }
        data.add("status", status);
        for (Field field : FIELDS) {
            if (figures.containsKey(field.figure())) {
                data.add(field.name(), figures.get(field.figure()));
            }
        }
        return data.build();
    }
}
