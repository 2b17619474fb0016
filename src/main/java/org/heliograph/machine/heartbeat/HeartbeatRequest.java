package org.heliograph.machine.heartbeat;

import java.util.Optional;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineStatus;
import org.heliograph.rest.Body;

/**
 * What an agent says of its machine.
 *
 * @param status online or offline
 * @param version of the agent, if it said so; likewise the others
 */
public record HeartbeatRequest(
        MachineStatus status, Optional<String> version, Optional<String> os, Optional<String> tailnetIp) {
    /** @throws org.heliograph.rest.ApiException 400 for a field of the wrong form */
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

    /** Whether it says nothing but that an online machine still is. */
    boolean isRoutine(NodeKeyLookup.Known machine) {
        return status == MachineStatus.ONLINE
                && machine.status() == MachineStatus.ONLINE
                && same(version, machine.version())
                && same(os, machine.os())
                && same(tailnetIp, machine.tailnetIp());
    }

    private static boolean same(Optional<String> said, String stored) {
        return said.isEmpty() || said.get().equals(stored);
    }
}
