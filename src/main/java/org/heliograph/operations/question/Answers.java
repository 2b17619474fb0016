package org.heliograph.operations.question;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What nodes have answered.
 *
 * @param answers of the nodes that have answered, in the order of their names
 * @param missing names of the nodes that have not answered in time, or that are silent; without duplicates
 */
public record Answers(List<Answer> answers, List<String> missing) {
    /** @param node the name of the node */
    public record Answer(String node, JsonObject json) {}
}
