package org.heliograph.rest;

import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts the requests that are refused or fail. */
public final class RefusalMetrics {
    public static final CounterFamily REFUSALS = new CounterFamily(
            "heliograph_refusals_total",
            "status",
            List.of(
                    "400", "401", "403", "404", "405", "406", "408", "409", "410", "411", "413", "414", "415", "422",
                    "426", "429", "431", "500", "501", "503"),
            "Requests, handshakes too, that were answered with an error.");

    private RefusalMetrics() {}

    public static void count(ApiException refused) {
        REFUSALS.increment(Integer.toString(refused.status()));
    }
}
