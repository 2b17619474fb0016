package org.heliograph.testing;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * A monitor with its own status page that has reports enabled.
 *
 * @param id of the monitor and the page's slug; also its token
 */
public record PushMonitor(Server server, String id) {
    /** A new one. @param json its fields besides id, name and token, such as {@code 'interval':1}, with ' instead of " */
    public static PushMonitor on(Server server, String json) {
        StatusAdmin admin = new StatusAdmin(server.as("alice@acme.test"));
        String id = StatusAdmin.newId("pusher");
        String names = "{'id':'" + id + "','name':'" + id + "',";
        make(admin.post("monitors", names + "'token':'" + id + "'," + json + "}"));
        make(admin.post("status-pages", names + "'slug':'" + id + "','reports':true,'items':['" + id + "']}"));
        return new PushMonitor(server, id);
    }

    private static void make(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
    }

    /** Pushes a pulse. @param query such as {@code latency=5}; empty for none */
    public Answer push(String query) {
        return server.api().get("/v1/push/" + id + "?" + query);
    }

    /** The monitor as its page shows it now. */
    public JsonObject item() {
        return page("").json().getJsonArray("items").getJsonObject(0);
    }

    public String status() {
        return item().getString("status");
    }

    /** The response below the page's address, such as {@code /summary}. */
    public Answer page(String path) {
        return server.api().get("/v1/status/" + id + path);
    }

    /** The points of a history. @param scale empty for the raw one, {@code /hourly} or {@code /daily} */
    public JsonArray history(String scale) {
        return page("/monitors/" + id + "/history" + scale).json().getJsonArray("data");
    }

    /** The number of stored pulses according to the page's report. */
    public long stored() {
        List<String> lines = page("/report").text().lines().toList();
        int column = List.of(lines.get(0).split(",")).indexOf("pulses");
        return lines.stream()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.split(",")[column]))
                .sum();
    }
}
