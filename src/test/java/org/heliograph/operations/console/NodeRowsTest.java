package org.heliograph.operations.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.operations.nodes.SampleFigures;
import org.junit.jupiter.api.Test;

class NodeRowsTest {
    private static NodeStatus node(boolean silent, JsonObject figures) {
        return new NodeStatus(
                "1", "node-1", true, Instant.parse("2026-03-17T10:30:47.123Z"), Duration.ZERO, silent, figures);
    }

    @Test
    void aRowHasTheseFieldsAndNoOthers() {
        assertThat(NodeRows.row(node(false, SampleFigures.ALL)))
                .hasToString(
                        "{\"id\":\"1\",\"name\":\"node-1\",\"version\":\"1.2.3\",\"server\":\"WildFly Full 39.0.1.Final\","
                                + "\"java\":\"17.0.1\",\"database\":\"H2 2.3.232\",\"started_at\":\"2026-03-17T10:30:45.123Z\","
                                + "\"state\":\"draining\",\"reasons\":[\"about to stop\"],\"sockets\":1,\"signed_in\":2,"
                                + "\"subscriptions\":3,\"topics\":4,\"lag_millis\":5,\"pending_millis\":6,\"broker\":\"none\","
                                + "\"heap_used_bytes\":7,\"heap_max_bytes\":8,\"seen_at\":\"2026-03-17T10:30:47.123Z\",\"self\":true}");
    }

    @Test
    void aSilentNodeKeepsItsFiguresAndIsSilent() {
        JsonObject row = NodeRows.row(node(true, SampleFigures.ALL));

        assertThat(row.getString("state")).isEqualTo(NodeStatus.SILENT);
        assertThat(row.getInt("sockets")).isEqualTo(1);
    }

    @Test
    void whatANodeHasNotWrittenIsMissing() {
        assertThat(NodeRows.row(node(false, JsonText.object().build())).keySet())
                .containsExactly("id", "name", "state", "seen_at", "self");
    }
}
