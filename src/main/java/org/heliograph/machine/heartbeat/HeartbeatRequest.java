package org.heliograph.machine.heartbeat;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.MachineText;
import org.heliograph.rest.AsSent;

/**
 * The heartbeat of an agent.
 *
 * @param nodeKey the credential
 * @param statusText online or offline; absent means online
 * @param version of the agent, if sent; likewise the others
 */
public record HeartbeatRequest(
        @AsSent @NotEmpty @Size(max = 200) String nodeKey,

        @JsonbProperty("status") @Pattern(regexp = "online|offline", message = "must be online or offline")
        String statusText,

        Optional<@MachineText(MachineField.VERSION) String> version,
        Optional<@MachineText(MachineField.OS) String> os,
        Optional<@MachineText(MachineField.TAILNET_IP) String> tailnetIp) {

    public MachineStatus status() {
        return "offline".equals(statusText) ? MachineStatus.OFFLINE : MachineStatus.ONLINE;
    }

    /** Whether it changes nothing of a machine that is online. */
    boolean isRoutine(NodeKeyLookup.Known machine) {
        return status() == MachineStatus.ONLINE
                && machine.status() == MachineStatus.ONLINE
                && isUnchanged(version, machine.version())
                && isUnchanged(os, machine.os())
                && isUnchanged(tailnetIp, machine.tailnetIp());
    }

    private static boolean isUnchanged(Optional<String> sent, String stored) {
        return sent.isEmpty() || sent.get().equals(stored);
    }
}
