package org.heliograph.operations.console;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.Answers;
import org.heliograph.rest.Envelope;

/** The shape of the console's lists: {@code {"items":[…],"missing":["node-2"]}}, the latter the nodes whose part is not in it. */
final class ConsoleList {
    private ConsoleList() {}

    static JsonObject of(JsonArray items, Collection<String> missing) {
        return Envelope.of(builder(items, missing).build());
    }

    /** To which a response adds its own fields. */
    static JsonObjectBuilder builder(JsonArray items, Collection<String> missing) {
        return JsonText.object().add("items", items).add("missing", JsonText.array(missing));
    }

    /** All rows of an array in the answers, each with the name of its node. */
    static JsonArray rows(Answers answers, String array) {
        JsonArrayBuilder rows = JsonText.array();
        for (Answers.Answer answer : answers.answers()) {
            answer.json().getJsonArray(array).forEach(row -> rows.add(named(answer.node(), row.asJsonObject())));
        }
        return rows.build();
    }

    /** A row that begins with the name of its node. */
    static JsonObject named(String node, JsonObject row) {
        return JsonText.object().add("node", node).addAll(JsonText.object(row)).build();
    }
}
