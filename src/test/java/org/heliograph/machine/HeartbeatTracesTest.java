package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.platform.trace.TraceParent;
import org.junit.jupiter.api.Test;

class HeartbeatTracesTest {
    private static final TraceParent ONE = trace("1");
    private static final TraceParent TWO = trace("2");

    private final List<String> seen = new ArrayList<>();

    private static TraceParent trace(String digit) {
        return TraceParent.parse("00-" + digit.repeat(32) + "-00f067aa0ba902b7-01")
                .orElseThrow();
    }

    private void look(String machine) {
        try (CurrentTrace.Scope scope = HeartbeatTraces.open(machine)) {
            seen.add(CurrentTrace.text());
        }
    }

    @Test
    void eachMachineHasTheTraceOfItsOwnHeartbeatOnly() {
        HeartbeatTraces.during(Map.of("a", ONE, "b", TWO), () -> {
            look("b");
            look("c");
            look("a");
        });

        assertThat(seen).containsExactly(TWO.text(), null, ONE.text());
        assertThat(CurrentTrace.get()).isEmpty();
    }

    @Test
    void otherChangesKeepTheTraceOfTheirRequest() {
        try (CurrentTrace.Scope request = CurrentTrace.open(Optional.of(ONE))) {
            look("a");

            assertThat(seen).containsExactly(ONE.text());
            assertThat(CurrentTrace.text()).isEqualTo(ONE.text());
        }
    }

    @Test
    void aFlushThatFailsLeavesNoTraceBehind() {
        assertThatThrownBy(() -> HeartbeatTraces.during(Map.of("a", ONE), () -> {
                    throw new IllegalStateException("locked");
                }))
                .isInstanceOf(IllegalStateException.class);

        look("a");
        assertThat(seen).containsExactly((String) null);
    }
}
