package org.heliograph.operations.health;

import java.util.List;
import java.util.SortedMap;

/**
 * The fitness of this node to serve at one moment, as {@code /health} reports it.
 *
 * @param status   {@code ok}, {@code degraded}, {@code draining} or {@code starting}
 * @param fit      whether the node serves; otherwise the answer is 503
 * @param reason   why the status is not ok; null for ok
 * @param degraded what is missing, although the node serves
 */
public record Health(String status, boolean fit, String reason, List<String> degraded) {
    public static final Health OK = new Health("ok", true, null, List.of());

    static Health unfit(String status, String reason) {
        return new Health(status, false, reason, List.of());
    }

    /** @param lacking what is missing, each with the reason; OK when nothing is */
    static Health without(SortedMap<String, String> lacking) {
        return lacking.isEmpty()
                ? OK
                : new Health("degraded", true, String.join("; ", lacking.values()), List.copyOf(lacking.keySet()));
    }
}
