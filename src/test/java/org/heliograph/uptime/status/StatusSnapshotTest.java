package org.heliograph.uptime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.Pulse;
import org.heliograph.uptime.state.UptimeWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusSnapshotTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static MonitorState state(String id, String status) {
        return new MonitorState(
                id,
                status,
                NOW.minusSeconds(600),
                NOW.minusSeconds(10),
                8.0,
                Pulse.NO_METRICS,
                null,
                status.equals(MonitorState.DOWN) ? NOW.minusSeconds(60) : null,
                0,
                NOW,
                null,
                Collections.nCopies(UptimeWindow.values().length, null));
    }

    /** @param children such as {@code up down! pending}, with a ! for those in maintenance */
    @ParameterizedTest
    @CsvSource({
        "ALL_UP, up down!, maintenance",
        "ALL_UP, up up!, up",
        "ALL_UP, down up!, down",
        "ALL_UP, up! down!, maintenance",
        "ALL_UP, up!, maintenance",
        "ALL_UP, pending up!, maintenance",
        "ALL_UP, up down, down",
        "ANY_UP, down down!, down",
        "ANY_UP, up down!, up",
        "PERCENTAGE, up down!, maintenance",
        "PERCENTAGE, up down down!, degraded",
        "PERCENTAGE, pending pending, pending",
    })
    void maintainedChildrenDoNotCountAndAloneMakeTheirGroupMaintained(
            GroupStrategy strategy, String children, String expected) {
        Map<String, Monitor> monitors = new HashMap<>();
        Map<String, MonitorState> states = new HashMap<>();
        Set<String> maintained = new HashSet<>();
        List<String> ids = new ArrayList<>();
        for (String child : children.split(" ")) {
            String id = "m" + ids.size();
            ids.add(id);
            monitors.put(id, new Monitor(id, id, 60, NOW));
            String status = child.replace("!", "");
            states.put(id, status.equals(MonitorState.PENDING) ? MonitorState.pending(id) : state(id, status));
            if (child.endsWith("!")) {
                maintained.add(id);
            }
        }
        MonitorGroup group = new MonitorGroup("g", strategy, NOW);
        group.setChildren(ids);

        StatusSnapshot snapshot = new StatusSnapshot(
                monitors,
                Map.of("g", group),
                states,
                Map.of(),
                maintained,
                Instant.EPOCH,
                new WitnessedTime(NOW, List.of()));

        assertThat(snapshot.items(List.of("g"), Set.of()).get(0).status().text())
                .isEqualTo(expected);
    }
}
