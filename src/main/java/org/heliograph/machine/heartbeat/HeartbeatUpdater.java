package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.machine.ChangeSource;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineStatus;

/** Heartbeats that may change more than a time: one machine, one transaction, under the lock of its row. */
@ApplicationScoped
public class HeartbeatUpdater {
    @PersistenceContext
    private EntityManager entities;

    /** Takes in what an agent says now; empty when the key has meanwhile lost its machine. */
    @Transactional
    public Optional<MachineStatus> report(String machineId, String keyHash, HeartbeatRequest report, Instant now) {
        Machine machine = lock(machineId);
        if (machine == null || machine.isAdminDisabled() || !keyHash.equals(machine.getNodeKeyHash())) {
            return Optional.empty();
        }
        boolean changed = set(report.version(), machine.getVersion(), machine::setVersion);
        changed |= set(report.os(), machine.getOs(), machine::setOs);
        changed |= set(report.tailnetIp(), machine.getTailnetIp(), machine::setTailnetIp);
        if (changed) {
            machine.setUpdatedAt(now);
        }
        machine.setLastSeen(now);
        if (machine.getStatus() != MachineStatus.QUARANTINED) {
            machine.setStatus(report.status());
        }
        entities.flush();
        return Optional.of(machine.getStatus());
    }

    /**
     * Takes in a routine heartbeat that found its row other than online when it was to be written. It brings the machine
     * back unless it is older than what was done to it: an agent's good-bye moves {@code last_seen}, and a person's change
     * moves {@code updated_at}, while the cleanup, which the heartbeat proves wrong, moves neither.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void late(LastSeen seen) {
        Machine machine = lock(seen.machineId());
        if (machine == null
                || machine.isAdminDisabled()
                || (machine.getLastSeen() != null && !seen.at().isAfter(machine.getLastSeen()))) {
            return;
        }
        boolean down = machine.getStatus() == MachineStatus.OFFLINE || machine.getStatus() == MachineStatus.PENDING;
        if (down && !seen.at().isAfter(machine.getUpdatedAt())) {
            return;
        }
        machine.setLastSeen(seen.at());
        if (down) {
            machine.setStatus(MachineStatus.ONLINE);
        }
        entities.flush();
    }

    private Machine lock(String machineId) {
        Machine machine = entities.find(Machine.class, machineId, LockModeType.PESSIMISTIC_WRITE);
        if (machine != null) {
            machine.setChangeSource(ChangeSource.HEARTBEAT);
        }
        return machine;
    }

    private static boolean set(Optional<String> said, String stored, java.util.function.Consumer<String> setter) {
        if (said.isEmpty() || said.get().equals(stored)) {
            return false;
        }
        setter.accept(said.get());
        return true;
    }
}
