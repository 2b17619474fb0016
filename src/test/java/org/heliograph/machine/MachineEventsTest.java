package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MachineEventsTest {
    private static final Instant THEN = Instant.parse("2026-03-17T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Machine machine = new Machine("m1", "acme", "web-1", THEN);

    @Test
    void anInsertTellsNameStatusAndThatItWasNotSeen() {
        assertThat(MachineEvents.inserted(machine))
                .hasToString("{\"id\":\"m1\",\"name\":\"web-1\",\"status\":\"pending\",\"last_seen\":null}");
    }

    @Test
    void aHeartbeatThatChangesTheStatusTellsItWithItsTime() {
        stored(MachineStatus.OFFLINE, THEN);

        machine.changeBecauseOf(ChangeSource.HEARTBEAT);
        machine.setStatus(MachineStatus.ONLINE);
        machine.setLastSeen(NOW);

        assertThat(told())
                .isEqualTo("{\"id\":\"m1\",\"status\":\"online\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void aHeartbeatWithinTheSameMillisecondTellsItsTimeAsWell() {
        stored(MachineStatus.ONLINE, NOW);

        machine.changeBecauseOf(ChangeSource.HEARTBEAT);
        machine.setStatus(MachineStatus.OFFLINE);

        assertThat(told())
                .isEqualTo("{\"id\":\"m1\",\"status\":\"offline\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void theCleanupTellsTheStatusAlone() {
        stored(MachineStatus.ONLINE, THEN);

        machine.setStatus(MachineStatus.OFFLINE);

        assertThat(told()).isEqualTo("{\"id\":\"m1\",\"status\":\"offline\"}");
    }

    @Test
    void aReportThatLeavesTheStatusTellsNothing() {
        stored(MachineStatus.ONLINE, THEN);

        machine.changeBecauseOf(ChangeSource.HEARTBEAT);
        machine.setLastSeen(NOW);
        machine.setVersion("2.0");

        assertThat(MachineEvents.updated(machine)).isEmpty();
    }

    @Test
    void aPatchTellsEveryColumnItChangedAndNoOther() {
        stored(MachineStatus.ONLINE, THEN);

        machine.changeBecauseOf(ChangeSource.DATA_API);
        machine.setName("web-2");
        machine.setAdminDisabled(true);
        machine.setStatus(MachineStatus.ONLINE);
        machine.setUpdatedAt(NOW);

        assertThat(told()).isEqualTo("{\"id\":\"m1\",\"name\":\"web-2\",\"admin_disabled\":true}");
    }

    @Test
    void aPatchOfLastSeenAloneIsTold() {
        stored(MachineStatus.ONLINE, THEN);

        machine.changeBecauseOf(ChangeSource.DATA_API);
        machine.setLastSeen(NOW);

        assertThat(told()).isEqualTo("{\"id\":\"m1\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void aPatchThatChangesNothingTellsNothing() {
        stored(MachineStatus.ONLINE, THEN);

        machine.changeBecauseOf(ChangeSource.DATA_API);
        machine.setStatus(MachineStatus.ONLINE);

        assertThat(MachineEvents.updated(machine)).isEmpty();
    }

    @Test
    void twoFlushesTellTwoChanges() {
        stored(MachineStatus.ONLINE, THEN);
        machine.setStatus(MachineStatus.OFFLINE);
        String first = told();

        machine.remember();
        machine.setStatus(MachineStatus.ONLINE);

        assertThat(first).contains("offline");
        assertThat(told()).contains("online");
    }

    @Test
    void theHashOfTheNodeKeyIsNeverTold() {
        machine.setNodeKeyHash("s3cret");
        machine.changeBecauseOf(ChangeSource.DATA_API);

        assertThat(told()).doesNotContain("s3cret").doesNotContain("node_key");
        assertThat(MachineColumns.ALL.find("node_key_hash")).isEmpty();
    }

    private void stored(MachineStatus status, Instant lastSeen) {
        machine.setStatus(status);
        machine.setLastSeen(lastSeen);
        machine.remember();
    }

    private String told() {
        return MachineEvents.updated(machine).orElseThrow().toString();
    }
}
