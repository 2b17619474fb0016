package org.heliograph.chaos.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;

/**
 * A table with which a reader begins, and the position after which it wants to be told everything.
 *
 * @param since the position; it was read before the rows, which may know more already
 */
public record Snapshot(long since, List<JsonObject> rows) {
    /** Nothing, and the log's beginning. */
    public static final Snapshot NONE = new Snapshot(0, List.of());

    /** The machines of an organisation. @param api somebody of it */
    public static Snapshot ofMachines(Api api, String organization) {
        Answer answer = api.get("/api/db/machines?org_id=" + organization);
        return new Snapshot(position(answer), objects(answer.list()));
    }

    /** The alerts that are not resolved. @param api anybody who is signed in */
    public static Snapshot ofAlerts(Api api) {
        Answer answer = api.get("/api/v1/alerts?status=open&status=acknowledged&limit=500");
        return new Snapshot(
                position(answer), objects(JsonText.parseAny(answer.text()).asJsonArray()));
    }

    /** What a status page shows of monitors that are down, its incidents and its maintenances. @param api anybody */
    public static Snapshot ofPage(Api api, String slug) {
        String path = "/v1/status/" + slug;
        Answer page = api.get(path);
        List<JsonObject> rows = new ArrayList<>();
        objects(page.json().getJsonArray("items")).stream()
                .filter(item -> item.getString("status").equals("down") && !item.isNull("firstPulse"))
                .forEach(rows::add);
        for (String kind : List.of("incidents", "maintenances")) {
            for (JsonObject bulletin : objects(api.get(path + "/" + kind).json().getJsonArray(kind))) {
                rows.add(bulletin);
                rows.addAll(objects(bulletin.getJsonArray("updates")));
            }
        }
        return new Snapshot(position(page), rows);
    }

    private static long position(Answer answer) {
        return Long.parseLong(answer.header("X-Heliograph-Seq"));
    }

    private static List<JsonObject> objects(JsonArray rows) {
        return rows.getValuesAs(JsonObject.class);
    }
}
