package org.heliograph.machine.heartbeat;

import java.util.Optional;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineStatus;
import org.heliograph.rest.Body;

/**
 * The body of a heartbeat. Absent fields leave the machine unchanged.
 *
 * @param status  online or offline; online by default
 * @param version of the agent
 */
public record HeartbeatRequest(
        MachineStatus status, Optional<String> version, Optional<String> os, Optional<String> tailnetIp) {
    /** @throws org.heliograph.rest.ApiException 400 for an invalid field */
    public static HeartbeatRequest parse(Body body) {
        MachineStatus status = body.optionalString("status", 20)
                .map(MachineStatus.BY_TEXT::get)
                .orElse(body.has("status") ? null : MachineStatus.ONLINE);
        if (status != MachineStatus.ONLINE && status != MachineStatus.OFFLINE) {
            throw Body.invalid("The field status must be online or offline.");
        }
        return new HeartbeatRequest(
                status,
                MachineField.VERSION.read(body),
                MachineField.OS.read(body),
                MachineField.TAILNET_IP.read(body));
    }

    /** Whether it reports an online machine as online and changes nothing else. */
    boolean isRoutine(HeartbeatRepository.MachineSnapshot machine) {
        return status == MachineStatus.ONLINE
                && machine.status() == MachineStatus.ONLINE
                && isUnchanged(version, machine.version())
                && isUnchanged(os, machine.os())
                && isUnchanged(tailnetIp, machine.tailnetIp());
    }

    private static boolean isUnchanged(Optional<String> requested, String current) {
        return requested.isEmpty() || requested.get().equals(current);
    }
}
