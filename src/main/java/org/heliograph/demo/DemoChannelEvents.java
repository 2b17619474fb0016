package org.heliograph.demo;

import static org.heliograph.demo.scenario.JsonBodies.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/** Events on channels, as the services of an installation publish them: applications created, deployed and changed; and announcements. */
final class DemoChannelEvents implements Scenario {
    private static final String[] APPS = {"shop", "billing", "search", "wiki", "chat", "maps"};
    private static final String[] TURNS = {
        "apps:status",
        "apps:status",
        "apps:updated",
        "apps:created",
        "apps:deployed",
        "deployments:started",
        "deployments:completed",
        "storage:uploaded"
    };
    private static final String ANNOUNCEMENTS = "/api/admin/announcements";
    private static final String OF_DEMO = "Demo: ";
    private static final int ANNOUNCED_EACH = 60;

    private final RandomGenerator random;
    private long nextAt;
    private int count;

    DemoChannelEvents(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String description() {
        return "channels tick";
    }

    @Override
    public void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        announce(api, "welcome to Heliograph.");
    }

    @Override
    public void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        if (now < nextAt) {
            return;
        }
        nextAt = now + random.nextLong(1_500, 4_000);
        count++;
        String app = APPS[random.nextInt(APPS.length)];
        publish(
                api,
                TURNS[random.nextInt(TURNS.length)],
                object(
                        "id",
                        "app-" + app,
                        "name",
                        app,
                        "status",
                        random.nextInt(6) == 0 ? "degraded" : "running",
                        "instances",
                        random.nextInt(1, 9),
                        "load",
                        random.nextInt(100) / 100.0,
                        "at",
                        Instant.ofEpochMilli(now).toString()));
        if (count % ANNOUNCED_EACH == 0) {
            announce(api, count + " events have passed since it began.");
        }
    }

    /** Announces a text in place of what the demo announced before, so that one of its rows is there at a time. */
    private static void announce(DemoApi api, String text) throws IOException, InterruptedException, DemoApi.Refused {
        JsonObject answer =
                api.as(DemoApi.ALICE, "GET", ANNOUNCEMENTS, null).asJsonObject().getJsonObject("data");
        for (JsonObject earlier : answer.getJsonArray("items").getValuesAs(JsonObject.class)) {
            if (earlier.getString("text").startsWith(OF_DEMO)) {
                end(api, earlier.getString("id"));
            }
        }
        api.as(DemoApi.ALICE, "POST", ANNOUNCEMENTS, object("text", OF_DEMO + text));
    }

    private static void end(DemoApi api, String id) throws IOException, InterruptedException, DemoApi.Refused {
        try {
            api.as(DemoApi.ALICE, "DELETE", ANNOUNCEMENTS + "/" + id, null);
        } catch (DemoApi.Refused refused) {
            if (!refused.isGone()) {
                throw refused;
            }
            // another node, or a person, was faster
        }
    }

    private static void publish(DemoApi api, String channel, JsonObject data)
            throws IOException, InterruptedException, DemoApi.Refused {
        api.as(DemoApi.ALICE, "POST", "/api/publish", object("channel", channel, "data", data));
    }
}
