package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.RestrictedAlertsServer;
import org.junit.jupiter.api.Test;

/** On a server whose organisations may have {@value RestrictedAlertsServer#MACHINES} machines. */
class MachineLimitIT {
    private final Fleet fleet = Fleet.inNewOrganization(RestrictedAlertsServer.server());

    @Test
    void organisationGetsNoMoreMachinesThanItMayAndARefusalUsesNoKeyUp() {
        String reusable = fleet.newKey("\"reusable\":true").getString("key");
        String single = fleet.newKey("").getString("key");
        Agent first = fleet.register(reusable, Fleet.newName());
        fleet.register(reusable, Fleet.newName());

        assertThat(fleet.tryToRegister(reusable, Fleet.newName()).outcome()).isEqualTo("409 MACHINE_LIMIT");
        assertThat(fleet.tryToRegister(single, Fleet.newName()).outcome()).isEqualTo("409 MACHINE_LIMIT");
        assertThat(create().outcome()).isEqualTo("409 MACHINE_LIMIT");
        assertThat(fleet.rows("")).hasSize(RestrictedAlertsServer.MACHINES);

        fleet.delete(first.id());
        assertThat(fleet.tryToRegister(single, Fleet.newName()).status()).isEqualTo(201);
    }

    @Test
    void machineThatIsReplacedNeedsNoOtherPlace() {
        String key = fleet.newKey("\"reusable\":true,\"may_replace\":true").getString("key");
        Agent first = fleet.register(key, Fleet.newName());
        fleet.register(key, Fleet.newName());

        assertThat(fleet.register(key, first.name()).id()).isEqualTo(first.id());
    }

    private Answer create() {
        return fleet.admin()
                .post(
                        "/api/db/machines",
                        "{\"org_id\":\"" + fleet.organization() + "\",\"name\":\"" + Fleet.newName() + "\"}");
    }
}
