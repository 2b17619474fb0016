package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.persistence.SqlTemplate;

/** Finds machines without recent heartbeats and changes them, one transaction per batch. */
@ApplicationScoped
public class SilentMachineRepository {
    /**
     * Native, since on H2 the lock mode of JPA for skipping locked rows waits for them. Rows that another node or a
     * heartbeat has locked are skipped.
     */
    private static final String SELECT = "select id from machine"
            + " where (last_seen < ?1 or (last_seen is null and created_at < ?1))"
            + " and (ephemeral = true or status = 'online')"
            + " order by id fetch first %d rows only for update skip locked";

    /** More than the clocks of nodes may differ, and than the data API accepts. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final String CORRECT = "update machine set last_seen = ? where last_seen > ?";

    @Inject
    private SqlTemplate sql;

    @PersistenceContext
    private EntityManager entities;

    /**
     * Replaces times that are far in the future, which a clock wrote that has been set back since: a machine with such a time
     * could be silent for as long without being noticed.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void correctFutureTimes(Instant now) {
        sql.update(CORRECT, now, now.plus(AHEAD));
    }

    /**
     * Changes up to {@code limit} machines whose last heartbeat, or creation, is before {@code cutoff}.
     *
     * @return the number of machines changed; 0 when none is left
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int cleanUp(Instant cutoff, int limit) {
        List<?> ids = entities.createNativeQuery(SELECT.formatted(limit))
                .setParameter(1, Timestamp.from(cutoff))
                .getResultList();
        if (ids.isEmpty()) {
            return 0;
        }
        // The rows are locked already. The lock mode makes every provider read their current state.
        List<Machine> machines = entities.createQuery(
                        "select m from Machine m where m.id in :ids order by m.id", Machine.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        int changed = 0;
        for (Machine machine : machines) {
            if (isSilent(machine, cutoff) && cleanUp(machine)) {
                changed++;
            }
        }
        entities.flush();
        return changed;
    }

    private boolean cleanUp(Machine machine) {
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

    private static boolean isSilent(Machine machine, Instant cutoff) {
        Instant lastSeen = machine.getLastSeen() != null ? machine.getLastSeen() : machine.getCreatedAt();
        return lastSeen.isBefore(cutoff);
    }
}
