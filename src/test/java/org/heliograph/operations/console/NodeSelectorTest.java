package org.heliograph.operations.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.operations.nodes.SampleFigures;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class NodeSelectorTest {
    private static final NodeStatus FIRST = node("id-1", "node-1");
    private static final NodeStatus SECOND = node("id-2", "node-1");
    private static final NodeStatus THIRD = node("id-3", "node-3");
    /** Its name is the id of another one. */
    private static final NodeStatus CONFUSING = node("id-4", "id-1");

    private static final List<NodeStatus> NODES = List.of(FIRST, SECOND, THIRD, CONFUSING);

    private static NodeStatus node(String id, String name) {
        return new NodeStatus(id, name, false, Instant.EPOCH, Duration.ZERO, false, SampleFigures.ALL);
    }

    private static void refuses(String idOrName, int status, String... words) {
        assertThatThrownBy(() -> NodeSelector.select(NODES, idOrName))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status))
                .hasMessageContainingAll(words);
    }

    @Test
    void anIdOrANameThatNoOtherNodeHasSelectsANode() {
        assertThat(NodeSelector.select(NODES, "id-2")).isSameAs(SECOND);
        assertThat(NodeSelector.select(NODES, "node-3")).isSameAs(THIRD);
    }

    @Test
    void anIdCountsBeforeANameThatReadsTheSame() {
        assertThat(NodeSelector.select(NODES, "id-1")).isSameAs(FIRST);
    }

    @Test
    void aNameOfTwoNodesSelectsNeitherAndSaysTheirIds() {
        refuses("node-1", 409, "2 nodes", "id-1", "id-2");
    }

    @Test
    void whatNoNodeHasSelectsNone() {
        refuses("node-9", 404, "no such node");
    }
}
