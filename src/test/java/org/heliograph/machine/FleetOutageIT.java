package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * 500 machines, 50 of them ephemeral, and a server that is away for 1, 4 and 30 minutes: it is stopped and started, and its stored
 * times are moved back meanwhile. At last its process is suspended. A machine is silent after a minute, so that the run takes about six
 * minutes; it is run on request,
 * by {@code -Dfleet.outage=true} (CONTRIBUTING.md).
 */
@EnabledIfSystemProperty(named = "fleet.outage", matches = "true")
class FleetOutageIT {
    private static final int PERMANENT = 450;
    private static final int EPHEMERAL = 50;
    private static final Map<String, String> SETTINGS = Map.of(
            "HELIOGRAPH_MACHINE_SILENCE",
            "PT1M",
            "HELIOGRAPH_MACHINE_GRACE",
            "PT20S",
            "HELIOGRAPH_MACHINE_CLEANUP",
            "PT1S");

    /** Silence, grace, the interval of the cleanup, and time for a busy machine. */
    private static final Duration USUAL_TIME = Duration.ofSeconds(60 + 20 + 1 + 14);

    private static final Duration HEARTBEAT_ROUND = Duration.ofSeconds(20);
    private static final Duration SETTLED = Duration.ofSeconds(25);

    private final List<Agent> alive = new ArrayList<>();

    @Test
    void noMachineIsOfflineOrDeletedBecauseTheServerWasAwayAndDeadOnesAreFound() throws SQLException {
        try (Server server = Server.start("fleet-outage", SETTINGS)) {
            Fleet acme = Fleet.acme(server);
            register(acme, PERMANENT, "\"reusable\":true");
            register(acme, EPHEMERAL, "\"reusable\":true,\"ephemeral\":true");
            alive.parallelStream().forEach(Agent::heartbeat);
            long position = position(acme);

            for (int minutes : new int[] {1, 4, 30}) {
                Agent dead = alive.get(0);
                Agent deadEphemeral = alive.get(alive.size() - 1);
                if (minutes == 30) {
                    alive.removeAll(List.of(dead, deadEphemeral));
                }
                server.close();
                moveBack(server.databaseUrl(), minutes);
                server.start();
                Fleet after = Fleet.acme(server);

                report(SETTLED);

                assertThat(position(after)).as(minutes + " minutes").isEqualTo(position);
                assertThat(online(after)).isEqualTo(PERMANENT + EPHEMERAL);
                if (minutes == 30) {
                    CompletableFuture<Void> reports = CompletableFuture.runAsync(() -> report(USUAL_TIME));
                    await().atMost(USUAL_TIME)
                            .pollInterval(Duration.ofSeconds(1))
                            .until(() ->
                                    after.row(dead.id()).getString("status").equals("offline")
                                            && after.rows("id=eq." + deadEphemeral.id())
                                                    .isEmpty());
                    reports.join();
                    assertThat(position(after)).isEqualTo(position + 2);
                    assertThat(online(after)).isEqualTo(PERMANENT + EPHEMERAL - 2);
                }
            }
            suspendForLongerThanTheSilence(server);
            report(SETTLED);
            assertThat(position(Fleet.acme(server))).isEqualTo(position + 2);
            assertThat(online(Fleet.acme(server))).isEqualTo(PERMANENT + EPHEMERAL - 2);
        }
    }

    private static void suspendForLongerThanTheSilence(Server server) {
        server.freeze();
        try {
            await().pollDelay(USUAL_TIME).atMost(USUAL_TIME.multipliedBy(2)).until(() -> true);
        } finally {
            server.thaw();
        }
    }

    private void register(Fleet fleet, int count, String options) {
        String key = fleet.newKey(options).getString("key");
        for (int i = 0; i < count; i++) {
            alive.add(fleet.register(key, Fleet.newName()));
        }
    }

    private static long position(Fleet fleet) {
        return Long.parseLong(fleet.read("limit=1").header("X-Heliograph-Seq"));
    }

    private static int online(Fleet fleet) {
        return fleet.rows("status=eq.online&select=id&limit=1000").size();
    }

    /** Each living machine reports every 20 s, one after the other, for this long. */
    private void report(Duration length) {
        long start = System.nanoTime();
        long interval = HEARTBEAT_ROUND.toNanos() / alive.size();
        int[] sent = {0};
        await().atMost(length.plusMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    long passed = System.nanoTime() - start;
                    while (sent[0] * interval < passed) {
                        alive.get(sent[0]++ % alive.size()).heartbeat();
                    }
                    return passed > length.toNanos();
                });
    }

    /** Moves all times that matter here back, as if the server had been away for longer. */
    private static void moveBack(String url, int minutes) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "heliograph", TestSettings.DATABASE_PASSWORD);
                Statement statement = connection.createStatement()) {
            String ago = " = dateadd('MINUTE', -" + minutes + ", ";
            statement.executeUpdate(
                    "update server_presence set seen_at" + ago + "seen_at), back_since" + ago + "back_since)");
            statement.executeUpdate("update machine set last_seen" + ago + "last_seen), created_at" + ago
                    + "created_at), updated_at" + ago + "updated_at)");
            statement.executeUpdate("update machine_cohort set oldest_seen" + ago + "oldest_seen)");
            statement.execute("shutdown");
        }
    }
}
