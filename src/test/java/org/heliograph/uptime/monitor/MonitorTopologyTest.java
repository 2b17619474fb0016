package org.heliograph.uptime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

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
    void wouldCreateCycleDetectsDirectAndIndirectCycles() {
        assertThat(topology.wouldCreateCycle("eu", List.of("all"))).isTrue();
        assertThat(topology.wouldCreateCycle("eu", List.of("eu"))).isTrue();
        assertThat(topology.wouldCreateCycle("eu", List.of("us"))).isFalse();
        assertThat(topology.wouldCreateCycle("new", List.of("cycle"))).isFalse();
    }
}
