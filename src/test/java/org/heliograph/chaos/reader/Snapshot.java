package org.heliograph.chaos.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;

/**
 * The table with which a reader starts, and the sequence after which it subscribes.
 *
 * @param since the sequence; it was read before the rows, which may be newer
 */
public record Snapshot(long since, List<JsonObject> rows) {
    /** An empty table at the start of the log. */
    public static final Snapshot NONE = new Snapshot(0, List.of());

    /** The machines of an organisation. @param api a member of it */
    public static Snapshot ofMachines(Api api, String organization) {
        Answer answer = api.get("/api/db/machines?org_id=" + organization);
        return new Snapshot(position(answer), objects(answer.list()));
    }

    /** The alerts that are not resolved. @param api any signed-in user */
    public static Snapshot ofAlerts(Api api) {
        Answer answer = api.get("/api/v1/alerts?status=open&status=acknowledged&limit=500");
        return new Snapshot(
                position(answer), objects(JsonText.parseAny(answer.text()).asJsonArray()));
    }

    /** The down monitors, incidents and maintenances of a status page. @param api any caller */
    public static Snapshot ofPage(Api api, String slug) {
        String path = "/v1/status/" + slug;
        Answer page = api.get(path);
        List<JsonObject> rows = new ArrayList<>();
        objects(page.json().getJsonArray("items")).stream()
                .filter(item -> item.getString("status").equals("down") && !item.isNull("firstPulse"))
                .forEach(rows::add);
        for (String kind : List.of("incidents", "maintenances")) {
            for (JsonObject notice : objects(api.get(path + "/" + kind).json().getJsonArray(kind))) {
                rows.add(notice);
                rows.addAll(objects(notice.getJsonArray("updates")));
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
