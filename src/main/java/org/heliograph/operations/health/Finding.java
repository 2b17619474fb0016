package org.heliograph.operations.health;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * What a check has found.
 *
 * @param fit     whether the node is fit as far as this check can see
 * @param reason  what is wrong, in words; also of a node that is fit all the same, which is <em>degraded</em> then. Empty when all is well
 * @param figures numbers that go with it, by their names
 */
public record Finding(boolean fit, Optional<String> reason, Map<String, Object> figures) {
    /** The name of the reason among the data of a response. */
    static final String REASON = "reason";

    /** The node is unfit when there is a reason. */
    static Finding unfitFor(Optional<String> reason) {
        return new Finding(reason.isEmpty(), reason, Map.of());
    }

    /** The node is fit, with a reason or without one. */
    static Finding fitDespite(Optional<String> reason) {
        return new Finding(true, reason, Map.of());
    }

    /** The same with one more figure. A {@code long}: an {@code Integer} is dropped by WildFly's own report. */
    Finding with(String name, long number) {
        Map<String, Object> more = new TreeMap<>(figures);
        more.put(name, number);
        return new Finding(fit, reason, more);
    }

    HealthCheckResponse response(String name) {
        Map<String, Object> data = new TreeMap<>(figures);
        reason.ifPresent(text -> data.put(REASON, text));
        return new HealthCheckResponse(
                name,
                fit ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN,
                data.isEmpty() ? Optional.empty() : Optional.of(data));
    }
}
