package org.heliograph.machine.enrolment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineText;
import org.heliograph.rest.AsSent;

/**
 * The body of a registration.
 *
 * @param authKey the credential
 * @param name    of the machine, unique in its organisation
 */
record RegisterMachineRequest(
        @AsSent @NotEmpty @Size(max = 200) String authKey,
        @NotBlank @MachineText(MachineField.NAME) String name,
        Optional<@MachineText(MachineField.TAILNET_IP) String> tailnetIp,
        Optional<@MachineText(MachineField.OS) String> os,
        Optional<@MachineText(MachineField.ARCH) String> arch,
        Optional<@MachineText(MachineField.VERSION) String> version) {

    void applyTo(Machine machine) {
        machine.setName(name);
        tailnetIp.ifPresent(machine::setTailnetIp);
        os.ifPresent(machine::setOs);
        arch.ifPresent(machine::setArch);
        version.ifPresent(machine::setVersion);
    }
}
