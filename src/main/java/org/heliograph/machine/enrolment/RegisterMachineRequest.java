package org.heliograph.machine.enrolment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;

/**
 * The body of a registration. At least one of both keys is required.
 *
 * @param authKey admits machines to its organisation
 * @param nodeKey of a machine that is registered already, and registers again
 * @param replace false when the machine must not replace one of its name, even if the auth key may; true by default
 * @param name    of the machine, unique in its organisation
 */
record RegisterMachineRequest(
        @AsSent @Size(max = 200) String authKey,
        @AsSent @Size(max = 200) String nodeKey,
        Boolean replace,
        @NotBlank @MachineText(MachineField.NAME) String name,
        Optional<@MachineText(MachineField.TAILNET_IP) String> tailnetIp,
        Optional<@MachineText(MachineField.OS) String> os,
        Optional<@MachineText(MachineField.ARCH) String> arch,
        Optional<@MachineText(MachineField.VERSION) String> version) {

    RegisterMachineRequest {
        authKey = emptyAsNull(authKey);
        nodeKey = emptyAsNull(nodeKey);
    }

    private static String emptyAsNull(String key) {
        return key == null || key.isEmpty() ? null : key;
    }

    /** @throws ApiException 400 when both keys are missing */
    void requireKey() {
        if (authKey == null && nodeKey == null) {
            throw new ApiException(400, "MISSING_FIELDS", "The field auth_key is missing.");
        }
    }

    boolean mayReplace() {
        return replace == null || replace;
    }

    void applyTo(Machine machine) {
        tailnetIp.ifPresent(machine::setTailnetIp);
        os.ifPresent(machine::setOs);
        arch.ifPresent(machine::setArch);
        version.ifPresent(machine::setVersion);
    }
}
