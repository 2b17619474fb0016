package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Client of {@code /v1/admin}. Each call uses new ids, so that tests can share a server. */
public record StatusAdmin(Api api) {
    /** As alice@acme.test on the shared server. */
    public static StatusAdmin shared() {
        return new StatusAdmin(Server.shared().as("alice@acme.test"));
    }

    /** @param json with ' instead of " */
    public Answer post(String path, String json) {
        return api.post("/v1/admin/" + path, json.replace('\'', '"'));
    }

    /** @param json with ' instead of " */
    public Answer put(String path, String json) {
        return api.send("PUT", "/v1/admin/" + path, json.replace('\'', '"'));
    }

    public Answer get(String path) {
        return api.get("/v1/admin/" + path);
    }

    public Answer delete(String path) {
        return api.delete("/v1/admin/" + path);
    }

    /** A new monitor with an interval of a minute. @param more further fields, each with a comma before it */
    public String monitor(String more) {
        String id = newId("m");
        return made(post("monitors", "{'id':'" + id + "','name':'Monitor','interval':60" + more + "}"));
    }

    /** A new group of the strategy any-up. */
    public String group(String... children) {
        String id = newId("g");
        return made(post(
                "groups", "{'id':'" + id + "','name':'Group','strategy':'any-up','children':" + list(children) + "}"));
    }

    /** A new page, whose slug is its id. */
    public String page(String... items) {
        String id = newId("page");
        return made(post(
                "status-pages", "{'id':'" + id + "','name':'Page','slug':'" + id + "','items':" + list(items) + "}"));
    }

    /** A new incident. @param more further fields, each with a comma before it */
    public String incident(String page, String more) {
        return made(post(
                "incidents",
                "{'status_page_id':'" + page + "','title':'Trouble','status':'investigating','severity':'major',"
                        + "'message':'We look into it.'" + more + "}"));
    }

    /** A new maintenance. @param more further fields, each with a comma before it */
    public String maintenance(String page, Instant start, Instant end, String more) {
        return made(post(
                "maintenances",
                "{'status_page_id':'" + page + "','title':'Work','message':'We will work.','scheduled_start':'" + start
                        + "','scheduled_end':'" + end + "'" + more + "}"));
    }

    private static String made(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.json().getString("id");
    }

    /** A new id. */
    public static String newId(String kind) {
        return kind + "-" + UUID.randomUUID();
    }

    private static String list(String... ids) {
        return List.of(ids).stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
    }

    /** The details of an error response. */
    public static List<String> details(Answer refusal) {
        JsonObject json = refusal.json();
        return json.containsKey("details")
                ? json.getJsonArray("details").getValuesAs(value -> ((jakarta.json.JsonString) value).getString())
                : List.of();
    }

    /** The objects of a response that is an array. */
    public static List<JsonObject> rows(Answer answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.text()))) {
            JsonStructure list = reader.read();
            JsonArray rows = list instanceof JsonArray bare
                    ? bare
                    : list.asJsonObject().values().iterator().next().asJsonArray();
            return rows.getValuesAs(JsonObject.class);
        }
    }
}
