package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.UUID;

/**
 * The alerts of one site that only this test uses.
 *
 * @param api  a signed-in user
 * @param site its name
 */
public record Alerts(Api api, String site) {
    /** A new site on the shared server, as one of the demo accounts. */
    public static Alerts of(String email) {
        return on(Server.shared(), email);
    }

    public static Alerts on(Server server, String email) {
        return new Alerts(server.as(email), "site-" + UUID.randomUUID());
    }

    /** Another new site for the same user. */
    public Alerts elsewhere() {
        return new Alerts(api, "site-" + UUID.randomUUID());
    }

    /** Raises one. @return the alert */
    public JsonObject raise(String severity, String message) {
        return ok(api.post("/api/v1/alerts", form(severity, message).toString()));
    }

    /** Raises one. @return its id */
    public String raise() {
        return raise("warning", "something").getString("id");
    }

    public JsonObject resolve(String id) {
        return ok(api.post("/api/v1/alerts/" + id + "/resolve", null));
    }

    public JsonObject acknowledge(String id) {
        return ok(api.post("/api/v1/alerts/" + id + "/acknowledge", null));
    }

    /** The alerts of this site. @param more further parameters such as {@code &status=open} */
    public JsonArray list(String more) {
        Answer answer = api.get("/api/v1/alerts?site=" + Api.escape(site) + more);
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.text()))) {
            return reader.readArray();
        }
    }

    /** The request body for an alert. */
    public JsonObject form(String severity, String message) {
        return Json.createObjectBuilder()
                .add("site", site)
                .add("severity", severity)
                .add("message", message)
                .build();
    }

    /** Reports to the webhook with the shared secret. */
    public Answer report(String json) {
        return report(json, "Bearer " + TestSettings.WEBHOOK_SECRET);
    }

    /** Reports to the webhook. @param authorization the header; null for none */
    public Answer report(String json, String authorization) {
        String[] headers = authorization == null ? new String[0] : new String[] {"Authorization", authorization};
        return api.with(null).send("POST", "/internal/alerts", json, headers);
    }

    /** A screen that shows every site. */
    public SocketClient screen() {
        SocketClient screen = SocketHandshake.to(api.server(), "/ws/alerts").open();
        // there is no greeting; alerts come from the moment in which the server has opened the socket
        screen.ping();
        return screen;
    }

    /** A screen filtered by this site. The filter has no response, so this waits until alerts of other sites stop. */
    public SocketClient siteScreen() {
        SocketClient screen = screen();
        choose(screen);
        awaitSiteFilter(screen);
        return screen;
    }

    /** Sends the filter for this site. */
    public void choose(SocketClient screen) {
        screen.send(Json.createObjectBuilder()
                .add("subscribe", Json.createArrayBuilder().add(site))
                .build()
                .toString());
    }

    /** Waits until the filter is effective on all screens. */
    public void awaitSiteFilter(SocketClient... screens) {
        boolean chosen = false;
        while (!chosen) {
            String other = elsewhere().raise();
            String mine = raise();
            chosen = true;
            for (SocketClient screen : screens) {
                chosen &= !hears(screen, other, mine);
            }
        }
    }

    /** Reads until the second alert. @return whether the first came too */
    private static boolean hears(SocketClient screen, String first, String second) {
        boolean heard = false;
        String id;
        do {
            id = screen.next().getString("id", "");
            heard |= id.equals(first);
        } while (!id.equals(second));
        return heard;
    }

    /** The next frame of this site. */
    public JsonObject next(SocketClient screen) {
        return screen.next(frame -> site.equals(frame.getString("site", "")));
    }

    private static JsonObject ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return answer.json();
    }
}
