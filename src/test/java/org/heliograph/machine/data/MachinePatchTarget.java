package org.heliograph.machine.data;

import java.time.Instant;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineField;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** Bodies that change machines. */
public final class MachinePatchTarget implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    @Override
    public void accept(byte[] input) {
        try {
            MachinePatch patch =
                    MachinePatch.parse(Body.parse(FuzzInput.text(input)).json(), NOW);
            Machine machine = new Machine("m-1", "acme", "web-1", NOW);
            patch.apply(machine);
            check(machine);
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }

    private static void check(Machine machine) {
        Require.that(MachineField.NAME.problem(machine.getName()).isEmpty(), "name");
        Require.that(Body.storable(machine.getName()), "a name that cannot be stored");
        Require.that(machine.getStatus() != null, "status");
        Instant seen = machine.getLastSeen();
        Require.that(seen == null || !seen.isAfter(NOW.plusSeconds(30)), "seen in the future");
        Require.frame(
                MachineColumns.row(machine, MachineColumns.ALL.all()).build().toString());
    }
}
