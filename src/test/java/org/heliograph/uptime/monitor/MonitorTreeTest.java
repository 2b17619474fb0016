package org.heliograph.uptime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MonitorTreeTest {
    private final MonitorTree tree = new MonitorTree(Map.of(
            "all", List.of("eu", "us"), "eu", List.of("eu-api", "db"), "us", List.of("db"), "turn", List.of("turn")));

    @Test
    void whatIsMetOnTheWayDownIsMetOnce() {
        assertThat(tree.reach(List.of("all"), Set.of())).containsExactlyInAnyOrder("all", "eu", "us", "eu-api", "db");
    }

    @Test
    void theWayEndsAtLeaves() {
        assertThat(tree.reach(List.of("all"), Set.of("eu"))).containsExactlyInAnyOrder("all", "eu", "us", "db");
    }

    @Test
    void walkingEndsAlsoWhereThereIsACycle() {
        assertThat(tree.reach(List.of("turn"), Set.of())).containsExactly("turn");
    }

    @Test
    void nothingMayComeToLieBeneathItself() {
        assertThat(tree.wouldTurn("eu", List.of("all"))).isTrue();
        assertThat(tree.wouldTurn("eu", List.of("eu"))).isTrue();
        assertThat(tree.wouldTurn("eu", List.of("us"))).isFalse();
        assertThat(tree.wouldTurn("new", List.of("turn"))).isFalse();
    }
}
