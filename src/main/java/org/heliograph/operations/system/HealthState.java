package org.heliograph.operations.system;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.heliograph.operations.health.Health;

/**
 * The health of a node as far as a change of it is published. Two are equal when they differ in the words of their reason only, which
 * count seconds.
 *
 * @param status   as in {@link Health}, or one of those below
 * @param ready    whether clients should be sent to the node
 * @param degraded what is missing, although the node serves
 * @param reason   in words; null for none
 */
record HealthState(String status, boolean ready, List<String> degraded, String reason) {
    static final String OK = "ok";
    static final String SILENT_STATUS = "silent";
    static final HealthState STARTING = new HealthState("starting", false, List.of(), null);
    static final HealthState STOPPED = new HealthState("stopped", false, List.of(), null);

    private static final Duration WORSE = Duration.ofSeconds(3);
    private static final Duration BETTER = Duration.ofSeconds(10);
    private static final List<String> OF_ITS_OWN_ACCORD = List.of(OK, "degraded");

    static HealthState of(Health health) {
        return new HealthState(health.status(), health.fit(), health.degraded(), health.reason());
    }

    static HealthState silent(String reason) {
        return new HealthState(SILENT_STATUS, false, List.of(), reason);
    }

    /** How long a state must last before it is published: at once where somebody has started, drained or stopped the node. */
    static Duration hold(HealthState from, HealthState to) {
        if (!OF_ITS_OWN_ACCORD.contains(from.status) || !OF_ITS_OWN_ACCORD.contains(to.status)) {
            return Duration.ZERO;
        }
        boolean worse = !to.status.equals(OK) && (from.ready || !to.ready) && to.degraded.containsAll(from.degraded);
        return worse ? WORSE : BETTER;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HealthState state
                && status.equals(state.status)
                && ready == state.ready
                && degraded.equals(state.degraded);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, ready, degraded);
    }
}
