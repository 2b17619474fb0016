package org.heliograph.machine.enrolment;

import java.util.EnumMap;
import java.util.Map;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineText;
import org.heliograph.rest.Body;

/** What a machine says of itself when it registers: its name, and whatever else it knows. */
record Enrollee(String name, Map<MachineText, String> details) {
    /** @throws org.heliograph.rest.ApiException 400 for a missing name or a field of the wrong form */
    static Enrollee parse(Body body) {
        Map<MachineText, String> details = new EnumMap<>(MachineText.class);
        for (MachineText text : MachineText.values()) {
            text.read(body).ifPresent(value -> details.put(text, value));
        }
        return new Enrollee(MachineText.NAME.require(body), details);
    }

    void describe(Machine machine) {
        details.forEach((text, value) -> text.set(machine, value));
    }
}
