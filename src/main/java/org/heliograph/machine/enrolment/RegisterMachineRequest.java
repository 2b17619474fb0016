package org.heliograph.machine.enrolment;

import java.util.EnumMap;
import java.util.Map;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineField;
import org.heliograph.rest.Body;

/** What a machine says of itself when it registers: its name, and whatever else it knows. */
record RegisterMachineRequest(String name, Map<MachineField, String> details) {
    /** @throws org.heliograph.rest.ApiException 400 for a missing name or a field of the wrong form */
    static RegisterMachineRequest parse(Body body) {
        Map<MachineField, String> details = new EnumMap<>(MachineField.class);
        for (MachineField text : MachineField.values()) {
            text.read(body).ifPresent(value -> details.put(text, value));
        }
        return new RegisterMachineRequest(MachineField.NAME.require(body), details);
    }

    void describe(Machine machine) {
        details.forEach((text, value) -> text.set(machine, value));
    }
}
