package org.heliograph.identity;

import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts handshakes of sockets and streams. */
public final class HandshakeMetrics {
    public static final CounterFamily HANDSHAKES = new CounterFamily(
            "heliograph_handshakes_total",
            "result",
            List.of("accepted", "400", "401", "403", "404", "405", "426", "429", "500", "503"),
            "Handshakes of sockets and streams, by what became of them: accepted, or the status of the refusal.");

    private HandshakeMetrics() {}

    public static void accepted() {
        HANDSHAKES.increment("accepted");
    }

    public static void refused(int status) {
        HANDSHAKES.increment(Integer.toString(status));
    }
}
