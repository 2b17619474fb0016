package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Finds silent machines and takes them, a batch a transaction. */
@ApplicationScoped
public class SilentMachineRepository {
    /**
     * Native, since the lock mode of JPA that skips locked rows waits for them on H2. What another node or a heartbeat
     * holds at this moment is left to them.
     */
    private static final String SELECT = "select id from machine"
            + " where (last_seen < ?1 or (last_seen is null and created_at < ?1))"
            + " and (ephemeral = true or status = 'online')"
            + " order by id fetch first %d rows only for update skip locked";

    @PersistenceContext
    private EntityManager entities;

    /** Takes machines that were not seen since; the entities' listener tells it. @return how many */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int take(Instant since, int most) {
        List<?> ids = entities.createNativeQuery(SELECT.formatted(most))
                .setParameter(1, Timestamp.from(since))
                .getResultList();
        if (ids.isEmpty()) {
            return 0;
        }
        // The lock is ours already; asking for it again makes every provider read the rows as they are under it.
        List<Machine> machines = entities.createQuery(
                        "select m from Machine m where m.id in :ids order by m.id", Machine.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        int taken = 0;
        for (Machine machine : machines) {
            if (isSilent(machine, since) && take(machine)) {
                taken++;
            }
        }
        entities.flush();
        return taken;
    }

    private boolean take(Machine machine) {
        if (machine.isEphemeral()) {
            entities.remove(machine);
            return true;
        }
        if (machine.getStatus() != MachineStatus.ONLINE) {
            return false;
        }
        machine.setStatus(MachineStatus.OFFLINE);
        return true;
    }

    private static boolean isSilent(Machine machine, Instant since) {
        Instant seen = machine.getLastSeen() != null ? machine.getLastSeen() : machine.getCreatedAt();
        return seen.isBefore(since);
    }
}
