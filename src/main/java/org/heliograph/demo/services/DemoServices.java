package org.heliograph.demo.services;

import static org.heliograph.demo.scenario.JsonBodies.array;
import static org.heliograph.demo.scenario.JsonBodies.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;
import org.heliograph.json.JsonText;

/** The status page {@code status}: its monitors and groups, and the services that pulse, fail and recover behind them. */
public final class DemoServices implements Scenario {
    private static final Logger LOG = Logger.getLogger(DemoServices.class.getName());
    private static final int CONFLICT = 409;
    private static final long PAST_MILLIS = Duration.ofMinutes(9).toMillis();
    private static final long PAST_STEP_MILLIS = 9_000;

    private final List<SimulatedService> services;
    private final boolean lively;
    private final Clock clock;

    /** @param lively whether services fail and recover */
    public DemoServices(RandomGenerator random, boolean lively, Clock clock) {
        this.lively = lively;
        this.clock = clock;
        this.services = List.of(
                new SimulatedService("api-prod", 85, false, random),
                new SimulatedService("web-app", 140, false, random),
                new SimulatedService("db-primary", 4, false, random),
                new SimulatedService("db-replica", 5, true, random),
                new SimulatedService("cache", 1.2, false, random),
                new SimulatedService("payments", 310, true, random),
                new SimulatedService("mail", 620, true, random),
                new SimulatedService("game-eu", 38, false, random));
    }

    @Override
    public String description() {
        return "the status page is at /status/status";
    }

    @Override
    public void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        boolean fresh = false;
        for (JsonObject monitor : monitors()) {
            fresh |= make(api, "monitors", monitor);
        }
        make(api, "groups", group("core", "Core services", "all-up", "api-prod", "web-app"));
        make(api, "groups", group("databases", "Databases", "percentage", "db-primary", "db-replica"));
        make(api, "groups", group("data", "Data stores", "any-up", "databases", "cache"));
        make(
                api,
                "status-pages",
                object(
                        "id", "main",
                        "name", "Acme status",
                        "slug", "status",
                        "items", array("core", "data", "payments", "mail", "game-eu"),
                        "reports", true));
        if (fresh && lively) {
            remember(api, now);
        }
    }

    private static List<JsonObject> monitors() {
        JsonObject requests = object("id", "requests", "name", "Requests", "unit", "req/s");
        JsonObject connections = object("id", "connections", "name", "Connections", "unit", "");
        JsonObject disk = object("id", "disk", "name", "Disk used", "unit", "%");
        JsonObject players = object("id", "players", "name", "Players", "unit", "");
        return List.of(
                monitor("api-prod", "Production API", "custom1", requests),
                monitor("web-app", "Web application"),
                monitor("db-primary", "Primary database", "custom1", connections, "custom2", disk),
                monitor("db-replica", "Database replica", "custom1", connections, "custom2", disk),
                monitor("cache", "Cache"),
                monitor("payments", "Payments", "dependencies", array("api-prod")),
                monitor("mail", "E-mail delivery"),
                monitor("game-eu", "Game server Europe", "custom1", players));
    }

    private static JsonObject monitor(String id, String name, Object... more) {
        return JsonText.object(object(
                        "id",
                        id,
                        "name",
                        name,
                        "token",
                        "demo-" + id,
                        "interval",
                        SimulatedService.INTERVAL_SECONDS,
                        "maxRetries",
                        1,
                        "resendNotification",
                        4))
                .addAll(JsonText.object(object(more)))
                .build();
    }

    private static JsonObject group(String id, String name, String strategy, Object... children) {
        return object("id", id, "name", name, "strategy", strategy, "children", array(children));
    }

    /** @return whether it was created */
    private static boolean make(DemoApi api, String kind, JsonObject body)
            throws IOException, InterruptedException, DemoApi.Refused {
        try {
            api.as(DemoApi.ALICE, "POST", "/v1/admin/" + kind, body);
            return true;
        } catch (DemoApi.Refused refused) {
            if (refused.status() == CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Pushes the last minutes afterwards, as an agent does after a disconnect, so that a new page has a history. That takes longer than
     * the interval of the monitors on a busy machine, so the present pulses go on meanwhile.
     */
    private void remember(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        for (long at = now; at > now - PAST_MILLIS; at -= PAST_STEP_MILLIS) {
            for (SimulatedService service : services) {
                act(api, clock.millis());
                push(api, service, "&startTime=" + Instant.ofEpochMilli(at));
            }
        }
    }

    @Override
    public void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        if (lively) {
            for (SimulatedService service : services) {
                if (service.pulses(now)) {
                    pulse(api, service);
                }
            }
        }
    }

    private static void pulse(DemoApi api, SimulatedService service) throws IOException, InterruptedException {
        try {
            push(api, service, "");
        } catch (DemoApi.Refused refused) {
            // the monitor may have been deleted; the others go on
            LOG.log(Level.FINE, "{0} is refused: {1}", new Object[] {service.id(), refused.getMessage()});
            if (refused.status() == DemoApi.UNAUTHORIZED) {
                service.end();
            }
        }
    }

    private static void push(DemoApi api, SimulatedService service, String more)
            throws IOException, InterruptedException, DemoApi.Refused {
        api.get("/v1/push/" + service.token() + "?" + service.measure() + more);
    }
}
