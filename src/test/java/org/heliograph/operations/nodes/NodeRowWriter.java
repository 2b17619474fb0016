package org.heliograph.operations.nodes;

import jakarta.json.JsonObject;
import org.heliograph.persistence.SqlTemplate;

/** Writes the rows of nodes of a test as {@code operations.system} does. */
public final class NodeRowWriter {
    private NodeRowWriter() {}

    /** A node has written its figures just now. */
    public static void write(SqlTemplate sql, NodeIdentity node, JsonObject figures) {
        sql.update(
                "insert into node_status (instance, name, status, reported, figures, seen_at)"
                        + " values (?, ?, 'ok', 0, ?, current_timestamp)",
                node.instance(),
                node.name(),
                figures.toString());
    }

    /** As if a node had written its figures so long ago. */
    public static void age(SqlTemplate sql, NodeIdentity node, int seconds) {
        sql.update(
                "update node_status set seen_at = current_timestamp - interval '" + seconds
                        + "' second where instance = ?",
                node.instance());
    }
}
