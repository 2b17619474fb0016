package org.heliograph.demo;

import static org.heliograph.demo.scenario.JsonBodies.object;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/** Alerts of three sites: opened, sometimes acknowledged, and resolved after a while. */
final class DemoAlerts implements Scenario {
    private static final String ALERTS = "/api/v1/alerts";
    private static final int MOST_OPEN = 9;
    private static final String[] SITES = {"Kilimanjaro", "Serengeti", "Kampala"};
    private static final String UNRESOLVED =
            ALERTS + "?status=open&status=acknowledged&limit=500&site=" + String.join("&site=", SITES);
    private static final String[][] ALERTS_OF = {
        {"critical", "Core router does not answer"},
        {"critical", "Generator did not start after the mains failed"},
        {"critical", "Both uplinks lost"},
        {"warning", "Battery at 40 %"},
        {"warning", "Packet loss of 3 % on the microwave link"},
        {"warning", "Room temperature 31 °C"},
        {"warning", "Disk of the log collector 90 % full"},
        {"info", "Door opened, badge of the night shift"},
        {"info", "Configuration backup finished"},
        {"info", "Failover test begun"}
    };
    private static final Set<String> MESSAGES =
            Stream.of(ALERTS_OF).map(alert -> alert[1]).collect(Collectors.toSet());

    private final RandomGenerator random;
    private final Deque<String> open = new ArrayDeque<>();
    private long nextAt;

    DemoAlerts(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String description() {
        return "alerts come from three sites; the wall is at /alerts/wall";
    }

    /** Continues with the alerts that an earlier run left open, oldest first, so that they do not pile up. */
    @Override
    public void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        open.clear();
        for (JsonValue each : api.list(DemoApi.BOB, UNRESOLVED)) {
            JsonObject alert = each.asJsonObject();
            if (MESSAGES.contains(alert.getString("message"))) {
                open.addFirst(alert.getString("id"));
            }
        }
        while (open.size() < SITES.length) {
            raise(api, SITES[open.size()]);
        }
        nextAt = now + between(5_000, 10_000);
    }

    @Override
    public void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        if (now < nextAt) {
            return;
        }
        nextAt = now + between(6_000, 25_000);
        if (open.size() >= MOST_OPEN || !open.isEmpty() && random.nextInt(5) < 2) {
            api.as(DemoApi.BOB, "POST", ALERTS + "/" + open.poll() + "/resolve", object());
        } else {
            raise(api, SITES[random.nextInt(SITES.length)]);
        }
        if (!open.isEmpty() && random.nextInt(4) == 0) {
            api.as(DemoApi.BOB, "POST", ALERTS + "/" + open.peek() + "/acknowledge", object());
        }
    }

    private void raise(DemoApi api, String site) throws IOException, InterruptedException, DemoApi.Refused {
        String[] alert = ALERTS_OF[random.nextInt(ALERTS_OF.length)];
        open.add(api.as(DemoApi.BOB, "POST", ALERTS, object("site", site, "severity", alert[0], "message", alert[1]))
                .asJsonObject()
                .getString("id"));
    }

    private long between(long least, long most) {
        return random.nextLong(least, most);
    }
}
