package org.heliograph.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Ports;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node of an earlier version serves while one of this version starts beside it, migrates their database and takes over. The profile
 * {@code upgrade} builds the earlier one from its commit ({@code upgrade.from} in the pom.xml).
 */
@EnabledIfSystemProperty(
        named = "heliograph.upgrade.war",
        matches = ".+",
        disabledReason = "builds an earlier version, for minutes: mvn verify -Pupgrade")
class UpgradeIT {
    private static final long BOUND_SECONDS = 120;

    @TempDir
    private Path folder;

    /** Lets one machine change its status again and again. */
    private static final class Load {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Agent agent;
        private final CompletableFuture<Integer> acknowledged;

        Load(Fleet fleet) {
            agent = fleet.register();
            acknowledged = CompletableFuture.supplyAsync(this::run);
        }

        private int run() {
            int changes = 0;
            boolean online = false;
            while (!over.get()) {
                if (agent.report(online ? "\"status\":\"offline\"" : "").status() == 200) {
                    online = !online;
                    changes++;
                }
            }
            return changes;
        }

        /** @return how many changes the server has acknowledged */
        int end() throws Exception {
            over.set(true);
            return acknowledged.get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEarlierNodeServesBesideANewOneUntilItIsStopped() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(Ports.free())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                RedisProcess redis = new RedisProcess()) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "HELIOGRAPH_DB_DRIVER",
                    "postgresql",
                    "HELIOGRAPH_DB_URL",
                    postgres.getJdbcUrl("postgres", "postgres"),
                    "HELIOGRAPH_DB_USER",
                    "postgres",
                    "HELIOGRAPH_DB_PASSWORD",
                    "postgres",
                    "HELIOGRAPH_REDIS_URL",
                    redis.url().toString(),
                    "HELIOGRAPH_DATA_DIR",
                    folder.toString()));
            Map<String, String> earlier = new HashMap<>(settings);
            earlier.put("HELIOGRAPH_TEST_WAR", System.getProperty("heliograph.upgrade.war"));
            try (Server old = Server.start("upgrade-old", earlier);
                    Server fresh = Server.of("upgrade-new", settings)) {
                upgrade(old, fresh);
            }
        }
    }

    private static void upgrade(Server old, Server fresh) throws Exception {
        Fleet onOld = Fleet.acme(old);
        SocketClient first = resume(onOld, 0);
        List<Load> loads = new ArrayList<>(List.of(new Load(onOld), new Load(onOld)));

        fresh.start();

        Fleet onNew = Fleet.acme(fresh);
        SocketClient second = resume(onNew, 0);
        loads.add(new Load(onNew));
        Agent ofNew = onNew.register();
        List<JsonObject> seenByFirst = eventsUntil(first, ofNew);
        Agent ofOld = onOld.register();
        List<JsonObject> seenBySecond = eventsUntil(second, ofOld);
        Map<String, Integer> acknowledged = new HashMap<>();
        for (Load load : loads.subList(0, 2)) {
            acknowledged.put(load.agent.id(), load.end());
        }
        old.close();
        first = resume(onNew, seenByFirst.get(seenByFirst.size() - 1).getInt("seq"));
        Agent last = onNew.register();
        seenByFirst.addAll(eventsUntil(first, last));
        acknowledged.put(loads.get(2).agent.id(), loads.get(2).end());
        Agent end = onNew.register();
        seenByFirst.addAll(eventsUntil(first, end));
        seenBySecond.addAll(eventsUntil(second, end));

        assertThat(seenByFirst.stream().map(event -> event.getInt("seq")).toList())
                .isEqualTo(IntStream.rangeClosed(1, seenByFirst.size()).boxed().toList());
        assertThat(seenBySecond).isEqualTo(seenByFirst);
        acknowledged.forEach((agent, changes) -> {
            assertThat(changes).isPositive();
            assertThat(seenByFirst.stream().filter(event -> isUpdateOf(agent, event)))
                    .as("events of %s", agent)
                    .hasSizeGreaterThanOrEqualTo(changes);
        });
        assertThat(fresh.log()).doesNotContain("was restored from a backup");
        assertThat(old.log()).doesNotContain("was restored from a backup");
    }

    private static SocketClient resume(Fleet fleet, int since) {
        SocketClient socket = fleet.connect(fleet.admin()).pinging();
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        return socket;
    }

    /** The events up to the first one of a machine. A gap or a merged frame fails. */
    private static List<JsonObject> eventsUntil(SocketClient socket, Agent machine) {
        List<JsonObject> events = new ArrayList<>();
        while (true) {
            JsonObject frame = socket.next();
            String type = frame.getString("type");
            assertThat(type).isIn("event", "subscribed", "pong");
            if (type.equals("event")) {
                events.add(frame);
                if (frame.toString().contains(machine.id())) {
                    return events;
                }
            }
        }
    }

    private static boolean isUpdateOf(String agent, JsonObject event) {
        return event.getString("event").equals("UPDATE")
                && event.getJsonObject("payload").getString("id").equals(agent);
    }
}
