package org.heliograph.machine.heartbeat;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.MachineText;
import org.heliograph.rest.AsSent;

/**
 * The body of a heartbeat. Absent fields leave the machine unchanged.
 *
 * @param nodeKey    the credential
 * @param statusText online or offline; online by default
 * @param version    of the agent
 * @param instance   a random text of the agent's process, see {@link Machine#acceptInstance}
 */
public record HeartbeatRequest(
        @AsSent @NotEmpty @Size(max = 200) String nodeKey,

        @JsonbProperty("status") @Pattern(regexp = "online|offline", message = "must be online or offline")
        String statusText,

        Optional<@MachineText(MachineField.VERSION) String> version,
        Optional<@MachineText(MachineField.OS) String> os,
        Optional<@MachineText(MachineField.TAILNET_IP) String> tailnetIp,
        Optional<@Size(max = 64) String> instance) {

    public MachineStatus status() {
        return "offline".equals(statusText) ? MachineStatus.OFFLINE : MachineStatus.ONLINE;
    }

    /** Whether it reports an online machine as online and changes nothing else. */
    boolean isRoutine(HeartbeatRepository.MachineSnapshot machine) {
        return status() == MachineStatus.ONLINE
                && machine.status() == MachineStatus.ONLINE
                && isUnchanged(version, machine.version())
                && isUnchanged(os, machine.os())
                && isUnchanged(tailnetIp, machine.tailnetIp())
                && isUnchanged(instance, machine.instance());
    }

    private static boolean isUnchanged(Optional<String> requested, String current) {
        return requested.isEmpty() || requested.get().equals(current);
    }
}
