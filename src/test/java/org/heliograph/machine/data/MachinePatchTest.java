package org.heliograph.machine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineStatus;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachinePatchTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Machine machine = new Machine("m1", "acme", "web-1", Instant.EPOCH);

    @Test
    void changesOnlyTheGivenColumns() {
        machine.setOs("Linux");

        patch("{\"status\":\"quarantined\",\"version\":\" 2.0 \",\"last_seen\":\"2026-03-17T12:30:45.123+02:00\","
                        + "\"admin_disabled\":true}")
                .apply(machine);

        assertThat(machine.getStatus()).isEqualTo(MachineStatus.QUARANTINED);
        assertThat(machine.getVersion()).isEqualTo("2.0");
        assertThat(machine.getLastSeen()).isEqualTo("2026-03-17T10:30:45.123Z");
        assertThat(machine.isAdminDisabled()).isTrue();
        assertThat(machine.getOs()).isEqualTo("Linux");
    }

    @Test
    void nullClearsANullableColumn() {
        machine.setOs("Linux");
        machine.setLastSeen(Instant.EPOCH);

        patch("{\"os\":null,\"last_seen\":null}").apply(machine);

        assertThat(machine.getOs()).isNull();
        assertThat(machine.getLastSeen()).isNull();
    }

    @Test
    void acceptsLastSeenWithinTheClockSkew() {
        patch("{\"last_seen\":\"2026-03-17T10:31:15.123Z\"}").apply(machine);

        assertThat(machine.getLastSeen()).isEqualTo(NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"x\"}",
                "{\"org_id\":\"globex\"}",
                "{\"created_at\":\"2026-03-17T10:30:45.123Z\"}",
                "{\"updated_at\":null}",
                "{\"node_key_hash\":\"x\"}",
                "{\"no_such\":1}",
                "{\"\":1}",
                "{\"name\":null}",
                "{\"name\":\"  \"}",
                "{\"name\":7}",
                "{\"name\":\"a\\nb\"}",
                "{\"status\":\"up\"}",
                "{\"status\":null}",
                "{\"status\":[\"online\"]}",
                "{\"admin_disabled\":null}",
                "{\"admin_disabled\":\"true\"}",
                "{\"last_seen\":\"now\"}",
                "{\"last_seen\":\"2026-03-17T10:31:15.124Z\"}",
                "{\"last_seen\":\"9999-12-31T23:59:59Z\"}",
                "{\"last_seen\":1773743445}",
                "{\"tailnet_ip\":\"example.org\"}"
            })
    void invalidPatchIs400(String columns) {
        assertThatThrownBy(() -> patch(columns))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(400));
    }

    private static MachinePatch patch(String columns) {
        return MachinePatch.parse(Body.parse(columns).json(), NOW);
    }
}
