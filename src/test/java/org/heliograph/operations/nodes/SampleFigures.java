package org.heliograph.operations.nodes;

import jakarta.json.JsonObject;
import java.util.List;
import org.heliograph.json.JsonText;

/** What a node of a test writes into its row. */
public final class SampleFigures {
    /** Every figure, each with a value of its own, and one of a later version. */
    public static final JsonObject ALL = JsonText.object()
            .add("version", "1.2.3")
            .add("server", "WildFly Full 39.0.1.Final")
            .add("java", "17.0.1")
            .add("database", "H2 2.3.232")
            .add("started_at", "2026-03-17T10:30:45.123Z")
            .add("state", "draining")
            .add("reasons", JsonText.array(List.of("about to stop")))
            .add("sockets", 1)
            .add("signed_in", 2)
            .add("subscriptions", 3)
            .add("topics", 4)
            .add("lag_millis", 5)
            .add("pending_millis", 6)
            .add("broker", "none")
            .add("heap_used_bytes", 7)
            .add("heap_max_bytes", 8)
            .add("publications", 9)
            .add("frames", 10)
            .add("measured_at", "2026-03-17T10:30:46.123Z")
            .add("of_a_later_version", 11)
            .build();

    private SampleFigures() {}
}
