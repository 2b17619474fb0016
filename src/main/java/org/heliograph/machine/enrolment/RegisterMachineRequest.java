package org.heliograph.machine.enrolment;

import java.util.EnumMap;
import java.util.Map;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineField;
import org.heliograph.rest.Body;

/**
 * The body of a registration.
 *
 * @param name    of the machine, unique in its organisation
 * @param details the text fields that the body contains, the name among them
 */
record RegisterMachineRequest(String name, Map<MachineField, String> details) {
    /** @throws org.heliograph.rest.ApiException 400 for a missing name or an invalid field */
    static RegisterMachineRequest parse(Body body) {
        Map<MachineField, String> details = new EnumMap<>(MachineField.class);
        for (MachineField field : MachineField.values()) {
            field.read(body).ifPresent(value -> details.put(field, value));
        }
        return new RegisterMachineRequest(MachineField.NAME.require(body), details);
    }

    void applyTo(Machine machine) {
        details.forEach((field, value) -> field.set(machine, value));
    }
}
