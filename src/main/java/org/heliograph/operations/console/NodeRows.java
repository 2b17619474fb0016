package org.heliograph.operations.console;

import jakarta.json.JsonObject;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeStatus;

/** Nodes as administrators see them. */
public final class NodeRows {
    private NodeRows() {}

    /** The figures, with the state replaced for a node that has fallen silent. */
    public static JsonObject row(NodeStatus node) {
        return JsonText.object()
                .add("name", node.name())
                .addAll(JsonText.object(node.figures()))
                .add("state", node.state())
                .add("seen_at", Timestamps.format(node.seenAt()))
                .add("self", node.self())
                .build();
    }
}
