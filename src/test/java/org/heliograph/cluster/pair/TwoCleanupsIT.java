package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.heliograph.testing.Fleet;
import org.junit.jupiter.api.Test;

@WithPair
class TwoCleanupsIT {
    private static final int LASTING = 40;
    private static final int EPHEMERAL = 10;
    private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(3);

    private final Pair pair;

    TwoCleanupsIT(Pair pair) {
        this.pair = pair;
    }

    private static void register(Fleet fleet, String prefix, int count, boolean ephemeral) {
        String key =
                fleet.newKey("\"reusable\":true,\"ephemeral\":" + ephemeral).getString("key");
        for (int i = 0; i < count; i++) {
            fleet.register(key, prefix + i);
        }
    }

    @Test
    void bothNodesTogetherTakeEachSilentMachineOnce() {
        Fleet acme = pair.acmeOnA();
        String prefix = "silent-" + UUID.randomUUID() + "-";
        register(acme, prefix + "l", LASTING, false);
        register(acme, prefix + "e", EPHEMERAL, true);
        AcmeLog log = AcmeLog.begin(pair);
        int all = LASTING + EPHEMERAL;

        acme.admin()
                .patch(
                        "/api/db/machines?name=like." + prefix + "*",
                        "{\"status\":\"online\",\"last_seen\":\"2020-01-01T00:00:00.000Z\"}")
                .list();

        await().atMost(Duration.ofSeconds(10)).until(() -> log.payloads().size() >= 2 * all);
        await().during(SEVERAL_LOOKS)
                .atMost(SEVERAL_LOOKS.multipliedBy(2))
                .until(() -> log.payloads().size() == 2 * all);
        List<JsonObject> taken = log.payloads().subList(all, 2 * all);
        assertThat(taken).extracting(payload -> payload.getString("id")).doesNotHaveDuplicates();
        assertThat(taken)
                .filteredOn(payload -> payload.containsKey("status"))
                .hasSize(LASTING)
                .allMatch(payload -> payload.getString("status").equals("offline"));
        assertThat(acme.rows("name=like." + prefix + "*")).hasSize(LASTING);
    }
}
