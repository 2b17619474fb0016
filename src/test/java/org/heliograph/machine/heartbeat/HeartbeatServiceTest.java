package org.heliograph.machine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.identity.SecureTokens;
import org.heliograph.json.JsonText;
import org.heliograph.machine.HeartbeatDelayRepository;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Map<String, MachineSnapshot> machinesByKey = new HashMap<>();
    private final List<Instant> delays = new ArrayList<>();
    private final Clock clock = Clock.fixed(NOW.plusNanos(456_789), ZoneOffset.UTC);
    private final HeartbeatDelayMonitor monitor = new HeartbeatDelayMonitor(
            new HeartbeatDelayRepository(null) {
                @Override
                public void record(Instant until) {
                    delays.add(until);
                }
            },
            clock);
    private final LastSeenWriter writer = new LastSeenWriter(null, null, monitor, 1);
    private final List<Long> before = counts();
    private boolean failing;
    /** What an update throws; null for nothing. */
    private RuntimeException fault;

    private final List<HeartbeatRequest> updates = new ArrayList<>();
    private final HeartbeatService heartbeats = new HeartbeatService(
            new HeartbeatRepository() {
                @Override
                public Optional<MachineSnapshot> findByNodeKey(String hash) {
                    if (failing) {
                        throw new DatabaseException(new SQLException("away", "08001"));
                    }
                    return Optional.ofNullable(machinesByKey.get(hash));
                }
            },
            writer,
            new TransitionWriter(null, null) {
                @Override
                void add(PendingTransition transition) {
                    updates.add(transition.request());
                    if (fault != null) {
                        transition.stored().completeExceptionally(fault);
                    } else if (transition.machineId().equals("gone")) {
                        transition.stored().completeExceptionally(HeartbeatService.invalidNodeKey());
                    } else {
                        transition
                                .stored()
                                .complete(snapshot(
                                        transition.machineId(),
                                        transition.request().status()));
                    }
                }
            },
            new HeartbeatAnswers(Thread::new),
            monitor,
            clock);

    @Test
    void routineHeartbeatIsOnlyBuffered() {
        machine("k", "m1", MachineStatus.ONLINE);

        MachineSnapshot machine = receive("k", "{\"version\":\"1.0\",\"os\":\"Linux\"}");

        assertThat(machine.id()).isEqualTo("m1");
        assertThat(machine.status()).isEqualTo(MachineStatus.ONLINE);
        assertThat(updates).isEmpty();
        assertThat(writer.takePending()).containsExactly(new LastSeen("m1", NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"offline\"}",
                "{\"version\":\"1.1\"}",
                "{\"os\":\"Plan 9\"}",
                "{\"tailnet_ip\":\"100.64.0.1\"}"
            })
    void heartbeatWithChangesUpdatesTheMachine(String body) {
        machine("k", "m1", MachineStatus.ONLINE);

        receive("k", body);

        assertThat(updates).hasSize(1);
        assertThat(writer.takePending()).isEmpty();
    }

    @Test
    void heartbeatOfAMachineThatIsNotOnlineUpdatesIt() {
        machine("off", "m1", MachineStatus.OFFLINE);
        machine("new", "m2", MachineStatus.PENDING);
        machine("quarantined", "m3", MachineStatus.QUARANTINED);

        receive("off", "{}");
        receive("new", "{}");
        receive("quarantined", "{}");

        assertThat(updates).hasSize(3);
    }

    @Test
    void heartbeatUpdatesTheMachineWhenTheBufferIsFull() {
        machine("k1", "m1", MachineStatus.ONLINE);
        machine("k2", "m2", MachineStatus.ONLINE);

        receive("k1", "{}");
        receive("k1", "{}");
        receive("k2", "{}");

        assertThat(updates).hasSize(1);
    }

    @Test
    void heartbeatThatTheServerCannotTakeIsADelay() {
        machine("k", "m1", MachineStatus.ONLINE);
        receive("k", "{}");
        assertThatThrownBy(() -> receive("other", "{}")).isInstanceOf(ApiException.class);
        monitor.written(NOW, true);
        assertThat(delays).isEmpty();
        failing = true;

        assertThatThrownBy(() -> receive("k", "{}")).isInstanceOf(DatabaseException.class);
        monitor.written(NOW, true);
        monitor.written(NOW, true);

        assertThat(delays).containsExactly(NOW);
    }

    @Test
    void unavailabilityDuringAnUpdateIsADelay() {
        machine("k", "m1", MachineStatus.OFFLINE);
        fault = new DatabaseException(new SQLException("away", "08006"));

        assertThatThrownBy(() -> receive("k", "{}")).isSameAs(fault);
        monitor.written(NOW, true);

        assertThat(delays).containsExactly(NOW);
    }

    @Test
    void faultOfOneMachineExcusesThatMachineOnly() {
        machine("k", "m1", MachineStatus.OFFLINE);
        for (RuntimeException one : List.of(
                new DatabaseException(new SQLException("deadlock", "40P01")), new IllegalStateException("a bug"))) {
            fault = one;

            assertThatThrownBy(() -> receive("k", "{}")).isSameAs(fault);
            monitor.written(NOW, true);

            assertThat(writer.takePending()).containsExactly(new LastSeen("m1", NOW));
        }
        assertThat(delays).isEmpty();
    }

    @Test
    void faultWithASignOffLeavesTheMachineAsItIs() {
        machine("k", "m1", MachineStatus.ONLINE);
        fault = new IllegalStateException("a bug");

        assertThatThrownBy(() -> receive("k", "{\"status\":\"offline\"}")).isSameAs(fault);

        assertThat(writer.takePending()).isEmpty();
    }

    @Test
    void faultWhileTheBufferIsFullIsADelay() {
        machine("k1", "m1", MachineStatus.ONLINE);
        machine("k2", "m2", MachineStatus.OFFLINE);
        receive("k1", "{}");
        fault = new IllegalStateException("a bug");

        assertThatThrownBy(() -> receive("k2", "{}")).isSameAs(fault);
        monitor.written(NOW, true);

        assertThat(delays).containsExactly(NOW);
    }

    @Test
    void heartbeatsAreCountedByWhatBecameOfThem() {
        machine("k", "m1", MachineStatus.ONLINE);
        receive("k", "{}");
        assertThat(counted()).containsExactly(1L, 0L, 0L);

        // the buffer is full
        receive("k", "{}");
        assertThat(counted()).containsExactly(2L, 0L, 0L);

        receive("k", "{\"version\":\"1.1\"}");
        assertThat(counted()).containsExactly(2L, 1L, 0L);

        fault = new ApiException(503, "BUSY", "too busy");
        assertThatThrownBy(() -> receive("k", "{\"version\":\"1.2\"}")).isSameAs(fault);
        assertThat(counted()).containsExactly(2L, 1L, 1L);

        assertThatThrownBy(() -> receive("unknown", "{}")).isInstanceOf(ApiException.class);
        assertThat(counted()).containsExactly(2L, 1L, 2L);
    }

    /** Routine ones, changes and refused ones since the test began. */
    private List<Long> counted() {
        List<Long> now = counts();
        return IntStream.range(0, now.size())
                .mapToObj(kind -> now.get(kind) - before.get(kind))
                .toList();
    }

    private static List<Long> counts() {
        return Stream.of(HeartbeatMetrics.ROUTINE, HeartbeatMetrics.CHANGE, HeartbeatMetrics.REFUSED)
                .map(kind -> HeartbeatMetrics.HEARTBEATS.of(kind).sum())
                .toList();
    }

    @Test
    void heartbeatThatFindsTheQueueFullIsAppliedLater() {
        machine("k", "m1", MachineStatus.OFFLINE);
        fault = new ApiException(503, "BUSY", "too busy");

        assertThatThrownBy(() -> receive("k", "{}")).isSameAs(fault);

        assertThat(writer.takePending()).containsExactly(new LastSeen("m1", NOW));
    }

    @Test
    void heartbeatThatIsRefusedIsNot() {
        machine("k", "m1", MachineStatus.OFFLINE);
        fault = new ApiException(409, "NODE_KEY_IN_USE", "a clone");

        assertThatThrownBy(() -> receive("k", "{}")).isSameAs(fault);

        assertThat(writer.takePending()).isEmpty();
    }

    @Test
    void processOfTheAgentIsNewOnce() {
        machine("k", "m1", MachineStatus.ONLINE);

        receive("k", "{\"instance\":\"a\"}");

        assertThat(updates).hasSize(1);
    }

    @Test
    void unknownNodeKeyAndOneWithdrawnMeanwhileAreRejected() {
        machine("k", "gone", MachineStatus.OFFLINE);

        assertThatThrownBy(() -> receive("other", "{}"))
                .isInstanceOfSatisfying(ApiException.class, HeartbeatServiceTest::isInvalidNodeKey);
        assertThatThrownBy(() -> receive("k", "{}"))
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
    void invalidFieldIs400(String body) {
        assertThatThrownBy(() -> request("k", body))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(400));
    }

    private static HeartbeatRequest request(String key, String fields) {
        JsonObject body =
                JsonText.object(Body.parse(fields).json()).add("node_key", key).build();
        return new Body(body).as(HeartbeatRequest.class);
    }

    private static void isInvalidNodeKey(ApiException rejected) {
        assertThat(rejected.status()).isEqualTo(401);
        assertThat(rejected.code()).isEqualTo("INVALID_NODE_KEY");
    }

    private MachineSnapshot receive(String key, String body) {
        try {
            return heartbeats
                    .receive(key, request(key, body))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    private static MachineSnapshot snapshot(String id, MachineStatus status) {
        return new MachineSnapshot(id, "acme", status, "1.0", "Linux", null, null);
    }

    private void machine(String key, String id, MachineStatus status) {
        machinesByKey.put(SecureTokens.hash(key), snapshot(id, status));
    }
}
