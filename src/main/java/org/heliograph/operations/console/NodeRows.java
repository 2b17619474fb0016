package org.heliograph.operations.console;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeStatus;

/** Nodes as administrators see them. */
public final class NodeRows {
    private static final List<String> BEFORE_STATE = List.of("version", "server", "java", "database", "started_at");
    private static final List<String> AFTER_STATE = List.of(
            "reasons",
            "sockets",
            "signed_in",
            "subscriptions",
            "topics",
            "lag_millis",
            "pending_millis",
            "broker",
            "heap_used_bytes",
            "heap_max_bytes");

    private NodeRows() {}

    /** Some of the figures, with the state replaced for a node that has fallen silent. What the node has not written is missing. */
    public static JsonObject row(NodeStatus node) {
        JsonObjectBuilder row = JsonText.object().add("id", node.instance()).add("name", node.name());
        add(row, BEFORE_STATE, node.figures());
        row.add("state", node.state());
        add(row, AFTER_STATE, node.figures());
        return row.add("seen_at", Timestamps.format(node.seenAt()))
                .add("self", node.self())
                .build();
    }

    private static void add(JsonObjectBuilder row, List<String> names, JsonObject figures) {
        names.stream().filter(figures::containsKey).forEach(name -> row.add(name, figures.get(name)));
    }
}
