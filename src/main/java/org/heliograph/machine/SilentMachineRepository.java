package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.machine.CohortRepository.Cohort;

/** Finds machines without recent heartbeats, cohort by cohort, and changes them, one transaction per step. */
@ApplicationScoped
public class SilentMachineRepository {
    /** Cohorts of a step: as many as it can lock, look at and release in a few milliseconds. */
    static final int COHORTS = 10;

    /**
     * Native, since on H2 the lock mode of JPA for skipping locked rows waits for them. Rows that another node or a
     * heartbeat has locked are skipped.
     */
    static final String SELECT = "select id from machine where cohort = ?1 and " + CohortRepository.SEEN
            + " < ?2 order by id fetch first %s rows only for update skip locked";

    @Inject
    private CohortRepository cohorts;

    @PersistenceContext
    private EntityManager entities;

    /**
     * What a step did.
     *
     * @param changed the number of machines it changed
     * @param next    the cohort after which the next step looks; negative when no cohort is left
     */
    public record Step(int changed, long next) {
        /** After the last step. */
        static final long END = -1;
    }

    /**
     * Looks at cohorts that may contain machines whose last heartbeat, or creation, is before {@code cutoff}, and changes up to
     * {@code limit} of these machines.
     *
     * @param cutoff null to change none, and only correct times in the future
     * @param due    cohorts are looked at whose bound is before this
     * @param after  the cohort after which to look
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Step cleanUp(Instant now, Instant cutoff, Instant due, long after, int limit) {
        List<Long> locked = cohorts.due(due, now, after, COHORTS);
        List<Cohort> counted = new ArrayList<>();
        int changed = 0;
        long next = locked.size() < COHORTS ? Step.END : locked.get(COHORTS - 1);
        for (long id : locked) {
            cohorts.correctFutureTimes(id, now);
            Cohort cohort = cohorts.count(id);
            if (cutoff != null && cohort.hasSilent(cutoff)) {
                int found = changeSilent(id, cutoff, limit - changed);
                changed += found;
                cohort = cohorts.count(id);
            }
            counted.add(cohort);
            if (changed >= limit) {
                // it may have more of them: the next step looks at it again
                next = id - 1;
                break;
            }
        }
        cohorts.record(counted, now);
        return new Step(changed, next);
    }

    private int changeSilent(long cohort, Instant cutoff, int limit) {
        List<?> ids = entities.createNativeQuery(SELECT.formatted(limit))
                .setParameter(1, cohort)
                .setParameter(2, Timestamp.from(cutoff))
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
            if (isSilent(machine, cutoff) && change(machine)) {
                changed++;
            }
        }
        entities.flush();
        return changed;
    }

    private boolean change(Machine machine) {
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
