package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.identity.SecureTokens;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineStatus;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Map<String, NodeKeyLookup.Known> known = new HashMap<>();
    private final LastSeenBuffer buffer = new LastSeenBuffer(1);
    private final List<HeartbeatRequest> reported = new ArrayList<>();
    private final HeartbeatService heartbeats = new HeartbeatService(
            new NodeKeyLookup() {
                @Override
                public Optional<Known> find(String hash) {
                    return Optional.ofNullable(known.get(hash));
                }
            },
            buffer,
            new HeartbeatUpdater() {
                @Override
                public Optional<MachineStatus> report(
                        String machineId, String keyHash, HeartbeatRequest report, Instant now) {
                    reported.add(report);
                    return machineId.equals("gone") ? Optional.empty() : Optional.of(report.status());
                }
            },
            Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC));

    @Test
    void aRoutineHeartbeatIsOnlyCollected() {
        machine("k", "m1", MachineStatus.ONLINE);

        HeartbeatService.HeartbeatResult heard = hear("k", "{\"version\":\"1.0\",\"os\":\"Linux\"}");

        assertThat(heard).isEqualTo(new HeartbeatService.HeartbeatResult("m1", MachineStatus.ONLINE));
        assertThat(reported).isEmpty();
        assertThat(buffer.drain()).containsExactly(new LastSeen("m1", NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"offline\"}",
                "{\"version\":\"1.1\"}",
                "{\"os\":\"Plan 9\"}",
                "{\"tailnet_ip\":\"100.64.0.1\"}"
            })
    void aHeartbeatThatSaysSomethingNewIsReported(String body) {
        machine("k", "m1", MachineStatus.ONLINE);

        hear("k", body);

        assertThat(reported).hasSize(1);
        assertThat(buffer.drain()).isEmpty();
    }

    @Test
    void aMachineThatIsNotOnlineComesBackByAReport() {
        machine("off", "m1", MachineStatus.OFFLINE);
        machine("new", "m2", MachineStatus.PENDING);
        machine("apart", "m3", MachineStatus.QUARANTINED);

        hear("off", "{}");
        hear("new", "{}");
        hear("apart", "{}");

        assertThat(reported).hasSize(3);
    }

    @Test
    void aFullBufferSendsTheHeartbeatTheOtherWay() {
        machine("k1", "m1", MachineStatus.ONLINE);
        machine("k2", "m2", MachineStatus.ONLINE);

        hear("k1", "{}");
        hear("k1", "{}");
        hear("k2", "{}");

        assertThat(reported).hasSize(1);
    }

    @Test
    void anUnknownKeyIsRefusedAndSoIsOneThatLostItsMachineMeanwhile() {
        machine("k", "gone", MachineStatus.OFFLINE);

        assertThatThrownBy(() -> hear("other", "{}"))
                .isInstanceOfSatisfying(ApiException.class, HeartbeatServiceTest::isInvalidNodeKey);
        assertThatThrownBy(() -> hear("k", "{}"))
                .isInstanceOfSatisfying(ApiException.class, HeartbeatServiceTest::isInvalidNodeKey);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"pending\"}",
                "{\"status\":\"quarantined\"}",
                "{\"status\":\"\"}",
                "{\"status\":1}",
                "{\"version\":{}}",
                "{\"os\":\"a\\u0007b\"}",
                "{\"tailnet_ip\":\"<script>\"}"
            })
    void whatAnAgentMayNotSayIsRefused(String body) {
        assertThatThrownBy(() -> request("k", body))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    private static HeartbeatRequest request(String key, String fields) {
        JsonObject body =
                JsonText.object(Body.parse(fields).json()).add("node_key", key).build();
        return new Body(body).as(HeartbeatRequest.class);
    }

    private static void isInvalidNodeKey(ApiException refused) {
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("INVALID_NODE_KEY");
    }

    private HeartbeatService.HeartbeatResult hear(String key, String body) {
        return heartbeats.hear(key, request(key, body));
    }

    private void machine(String key, String id, MachineStatus status) {
        known.put(SecureTokens.hash(key), new NodeKeyLookup.Known(id, status, "1.0", "Linux", null));
    }
}
