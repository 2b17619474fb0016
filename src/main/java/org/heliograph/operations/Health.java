package org.heliograph.operations;

import java.util.List;

/**
 * The health of this node at one moment, of one kind.
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

    static Health without(String part) {
        return limited(part + " unreachable", part);
    }

    static Health limited(String reason, String part) {
        return new Health("degraded", true, reason, List.of(part));
    }
}
