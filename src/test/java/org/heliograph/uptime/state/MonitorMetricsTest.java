package org.heliograph.uptime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorMetricsTest {
    private static StateChange change(StateEvent.Kind... kinds) {
        return new StateChange(
                null,
                List.of(kinds).stream().map(kind -> new StateEvent(kind, 1, 0)).toList());
    }

    @Test
    void changesAreCountedAndRemindersAreNot() {
        long down = MonitorMetrics.TRANSITIONS.of(MonitorMetrics.DOWN).sum();
        long up = MonitorMetrics.TRANSITIONS.of(MonitorMetrics.UP).sum();

        MonitorMetrics.count(List.of(
                change(),
                change(StateEvent.Kind.DOWN),
                change(StateEvent.Kind.STILL_DOWN),
                change(StateEvent.Kind.DOWN, StateEvent.Kind.RECOVERED)));

        assertThat(MonitorMetrics.TRANSITIONS.of(MonitorMetrics.DOWN).sum()).isEqualTo(down + 2);
        assertThat(MonitorMetrics.TRANSITIONS.of(MonitorMetrics.UP).sum()).isEqualTo(up + 1);
    }
}
