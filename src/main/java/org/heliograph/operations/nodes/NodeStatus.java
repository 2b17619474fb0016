package org.heliograph.operations.nodes;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one node of the installation.
 *
 * @param instance the process, by an id that no other one has
 * @param name     of the node; two nodes may have been given the same one
 * @param self     whether it is the node that asks
 * @param seenAt   when it last wrote its figures, by the clock of the database
 * @param age      how long ago that was
 * @param silent   whether that is longer ago than {@code heliograph.node.silence}: it hangs, was killed, or does not reach the database
 * @param figures  what it wrote, see {@link NodeFiguresReader#read}
 */
public record NodeStatus(
        String instance, String name, boolean self, Instant seenAt, Duration age, boolean silent, JsonObject figures) {
    /** The {@link #state} of a node that is silent. */
    public static final String SILENT = "silent";

    /** {@code ready}, {@code draining}, {@code starting}, {@code unhealthy} or {@code silent}. */
    public String state() {
        return silent ? SILENT : figures.getString("state", "unhealthy");
    }

    /** Why it is not fit, or what it lacks; of a silent node, what it said last. */
    public List<String> reasons() {
        return figures.containsKey("reasons")
                ? figures.getJsonArray("reasons").getValuesAs(JsonString::getString)
                : List.of();
    }

    /** A number of its figures; 0 where it has written none. */
    public long number(String figure) {
        return figures.containsKey(figure) ? figures.getJsonNumber(figure).longValue() : 0;
    }
}
