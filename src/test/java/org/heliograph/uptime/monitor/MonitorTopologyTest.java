package org.heliograph.uptime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MonitorTopologyTest {
    private final MonitorTopology topology = new MonitorTopology(Map.of(
            "all", List.of("eu", "us"), "eu", List.of("eu-api", "db"), "us", List.of("db"), "cycle", List.of("cycle")));

    @Test
    void reachableContainsEachDescendantOnce() {
        assertThat(topology.reachable(List.of("all"), Set.of()))
                .containsExactlyInAnyOrder("all", "eu", "us", "eu-api", "db");
    }

    @Test
    void reachableOmitsTheChildrenOfLeaves() {
        assertThat(topology.reachable(List.of("all"), Set.of("eu"))).containsExactlyInAnyOrder("all", "eu", "us", "db");
    }

    @Test
    void reachableTerminatesOnCycles() {
        assertThat(topology.reachable(List.of("cycle"), Set.of())).containsExactly("cycle");
    }

    @Test
    void aboveContainsWhateverContainsAnId() {
        MonitorTopology nested = new MonitorTopology(Map.of(
                "top", List.of("left", "right"),
                "left", List.of("a", "b"),
                "right", List.of("b"),
                "other", List.of("c"),
                "loop", List.of("loop", "c")));

        assertThat(nested.above(List.of("a"))).containsExactlyInAnyOrder("left", "top");
        assertThat(nested.above(List.of("b", "gone"))).containsExactlyInAnyOrder("left", "right", "top");
        assertThat(nested.above(List.of("c"))).containsExactlyInAnyOrder("other", "loop");
        assertThat(nested.above(List.of("top"))).isEmpty();
    }

    @Test
    void wouldCreateCycleDetectsDirectAndIndirectCycles() {
        assertThat(topology.wouldCreateCycle("eu", List.of("all"))).isTrue();
        assertThat(topology.wouldCreateCycle("eu", List.of("eu"))).isTrue();
        assertThat(topology.wouldCreateCycle("eu", List.of("us"))).isFalse();
        assertThat(topology.wouldCreateCycle("new", List.of("cycle"))).isFalse();
    }

    @Test
    void levelsAreCountedAlongTheLongestPathThroughAnId() {
        Map<String, List<String>> chain = new HashMap<>();
        for (int i = 1; i < MonitorTopology.MOST_LEVELS; i++) {
            chain.put("level-" + i, List.of("level-" + (i + 1), "level-" + MonitorTopology.MOST_LEVELS));
        }
        MonitorTopology deep = new MonitorTopology(chain);
        String deepest = "level-" + MonitorTopology.MOST_LEVELS;

        assertThat(deep.wouldBeTooDeep(deepest, List.of())).isFalse();
        assertThat(deep.wouldBeTooDeep(deepest, List.of("monitor"))).isTrue();
        assertThat(deep.wouldBeTooDeep("level-31", List.of("monitor"))).isFalse();
        assertThat(deep.wouldBeTooDeep("new", List.of("level-1"))).isTrue();
        assertThat(deep.wouldBeTooDeep("new", List.of("level-2"))).isFalse();
        assertThat(topology.wouldBeTooDeep("new", List.of("cycle"))).isTrue();
    }
}
