package org.heliograph.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MachineListenerTest {
    private static final Instant THEN = Instant.parse("2026-03-17T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Machine machine = new Machine("m1", "acme", "web-1", THEN);

    @Test
    void insertHasNameStatusAndNullLastSeen() {
        assertThat(MachineListener.insertPayload(machine))
                .hasToString("{\"id\":\"m1\",\"name\":\"web-1\",\"status\":\"pending\",\"last_seen\":null}");
    }

    @Test
    void statusChangeByHeartbeatIncludesLastSeen() {
        persisted(MachineStatus.OFFLINE, THEN);

        machine.setChangeSource(ChangeSource.HEARTBEAT);
        machine.setStatus(MachineStatus.ONLINE);
        machine.setLastSeen(NOW);

        assertThat(updateEvent())
                .isEqualTo("{\"id\":\"m1\",\"status\":\"online\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void statusChangeByHeartbeatInTheSameMillisecondIncludesLastSeen() {
        persisted(MachineStatus.ONLINE, NOW);

        machine.setChangeSource(ChangeSource.HEARTBEAT);
        machine.setStatus(MachineStatus.OFFLINE);

        assertThat(updateEvent())
                .isEqualTo("{\"id\":\"m1\",\"status\":\"offline\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void statusChangeByCleanupHasTheStatusOnly() {
        persisted(MachineStatus.ONLINE, THEN);

        machine.setStatus(MachineStatus.OFFLINE);

        assertThat(updateEvent()).isEqualTo("{\"id\":\"m1\",\"status\":\"offline\"}");
    }

    @Test
    void heartbeatWithUnchangedStatusHasNoEvent() {
        persisted(MachineStatus.ONLINE, THEN);

        machine.setChangeSource(ChangeSource.HEARTBEAT);
        machine.setLastSeen(NOW);
        machine.setVersion("2.0");

        assertThat(MachineListener.updatePayload(machine)).isEmpty();
    }

    @Test
    void patchHasExactlyTheChangedColumns() {
        persisted(MachineStatus.ONLINE, THEN);

        machine.setChangeSource(ChangeSource.DATA_API);
        machine.setName("web-2");
        machine.setAdminDisabled(true);
        machine.setStatus(MachineStatus.ONLINE);
        machine.setUpdatedAt(NOW);

        assertThat(updateEvent()).isEqualTo("{\"id\":\"m1\",\"name\":\"web-2\",\"admin_disabled\":true}");
    }

    @Test
    void patchOfLastSeenHasAnEvent() {
        persisted(MachineStatus.ONLINE, THEN);

        machine.setChangeSource(ChangeSource.DATA_API);
        machine.setLastSeen(NOW);

        assertThat(updateEvent()).isEqualTo("{\"id\":\"m1\",\"last_seen\":\"2026-03-17T10:30:45.123Z\"}");
    }

    @Test
    void patchWithoutChangesHasNoEvent() {
        persisted(MachineStatus.ONLINE, THEN);

        machine.setChangeSource(ChangeSource.DATA_API);
        machine.setStatus(MachineStatus.ONLINE);

        assertThat(MachineListener.updatePayload(machine)).isEmpty();
    }

    @Test
    void eachFlushHasItsOwnChanges() {
        persisted(MachineStatus.ONLINE, THEN);
        machine.setStatus(MachineStatus.OFFLINE);
        String first = updateEvent();

        machine.recordPersistedValues();
        machine.setStatus(MachineStatus.ONLINE);

        assertThat(first).contains("offline");
        assertThat(updateEvent()).contains("online");
    }

    @Test
    void nodeKeyHashIsNeverPublished() {
        machine.setNodeKeyHash("s3cret");
        machine.setChangeSource(ChangeSource.DATA_API);

        assertThat(updateEvent()).doesNotContain("s3cret").doesNotContain("node_key");
        assertThat(MachineColumns.ALL.find("node_key_hash")).isEmpty();
    }

    private void persisted(MachineStatus status, Instant lastSeen) {
        machine.setStatus(status);
        machine.setLastSeen(lastSeen);
        machine.recordPersistedValues();
    }

    private String updateEvent() {
        return MachineListener.updatePayload(machine).orElseThrow().toString();
    }
}
