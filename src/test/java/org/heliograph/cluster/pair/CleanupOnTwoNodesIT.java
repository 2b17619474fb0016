package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.heliograph.testing.Fleet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithPair
class CleanupOnTwoNodesIT {
    private static final int PERMANENT = 40;
    private static final int EPHEMERAL = 10;
    private static final Duration SEVERAL_RUNS = Duration.ofSeconds(3);

    private final Pair pair;

    CleanupOnTwoNodesIT(Pair pair) {
        this.pair = pair;
    }

    private static void register(Fleet fleet, String prefix, int count, boolean ephemeral) {
        String key =
                fleet.newKey("\"reusable\":true,\"ephemeral\":" + ephemeral).getString("key");
        for (int i = 0; i < count; i++) {
            fleet.register(key, prefix + i);
        }
    }

    /** As if the nodes had been there long enough to know who is silent. */
    @BeforeEach
    void moveTheStartOfTheNodesBack() throws SQLException {
        try (Connection database = pair.database();
                Statement statement = database.createStatement()) {
            statement.executeUpdate("update server_presence set back_since = back_since - interval '1 hour'");
        }
    }

    @Test
    void bothNodesTogetherProcessEachSilentMachineOnce() {
        Fleet acme = pair.acmeOnA();
        String prefix = "silent-" + UUID.randomUUID() + "-";
        register(acme, prefix + "l", PERMANENT, false);
        register(acme, prefix + "e", EPHEMERAL, true);
        AcmeLog log = AcmeLog.start(pair);
        int all = PERMANENT + EPHEMERAL;

        acme.admin()
                .patch(
                        "/api/db/machines?name=like." + prefix + "*",
                        "{\"status\":\"online\",\"last_seen\":\"2020-01-01T00:00:00.000Z\"}")
                .list();

        await().atMost(Duration.ofSeconds(30)).until(() -> log.payloads().size() >= 2 * all);
        await().during(SEVERAL_RUNS)
                .atMost(Duration.ofSeconds(30))
                .until(() -> log.payloads().size() == 2 * all);
        List<JsonObject> events = log.payloads().subList(all, 2 * all);
        assertThat(events).extracting(payload -> payload.getString("id")).doesNotHaveDuplicates();
        assertThat(events)
                .filteredOn(payload -> payload.containsKey("status"))
                .hasSize(PERMANENT)
                .allMatch(payload -> payload.getString("status").equals("offline"));
        assertThat(acme.rows("name=like." + prefix + "*")).hasSize(PERMANENT);
    }
}
