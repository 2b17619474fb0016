package org.heliograph.demo;

import static org.heliograph.demo.scenario.JsonBodies.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/** Events on channels, as the services of an installation publish them: applications created, deployed and changed. */
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
    private static final int ANNOUNCED_EACH = 20;

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
        publish(api, "announcements", object("text", "Welcome to the demo of Heliograph."));
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
            publish(api, "announcements", object("text", count + " events have passed since the demo began."));
        }
    }

    private static void publish(DemoApi api, String channel, JsonObject data)
            throws IOException, InterruptedException, DemoApi.Refused {
        api.as(DemoApi.ALICE, "POST", "/api/publish", object("channel", channel, "data", data));
    }
}
