package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.heliograph.json.JsonText;
import org.heliograph.operations.node.Node;
import org.heliograph.operations.question.NodeQuestion;

/** Drains the node that is asked, or stops that; the node on which the administrator has asked for it records the act. */
@ApplicationScoped
public class DrainQuestion implements NodeQuestion {
    public static final String NAME = "drain";

    private static final String DRAIN = "drain";
    private static final String OVER_SECONDS = "over_seconds";

    @Inject
    private Node node;

    /** Parameters that begin a drain. @param overSeconds null for the time that is configured for the node */
    public static JsonObject begin(Integer overSeconds) {
        return overSeconds == null
                ? JsonText.object().add(DRAIN, true).build()
                : JsonText.object()
                        .add(DRAIN, true)
                        .add(OVER_SECONDS, overSeconds)
                        .build();
    }

    /** Parameters that end it. */
    public static JsonObject end() {
        return JsonText.object().add(DRAIN, false).build();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The state of the node afterwards. */
    @Override
    public JsonObject answer(JsonObject parameters) {
        if (!parameters.getBoolean(DRAIN)) {
            node.endDrain();
        } else {
            boolean given = parameters.containsKey(OVER_SECONDS);
            node.beginDrain(given ? Duration.ofSeconds(parameters.getInt(OVER_SECONDS)) : null);
        }
        return node.report();
    }
}
