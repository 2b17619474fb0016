package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/**
 * Lets one node at a time create what must exist once: a node that starts at the same time as another waits until that one has
 * committed, and then finds the rows.
 */
@ApplicationScoped
class StartupLock {
    @PersistenceContext
    private EntityManager entities;

    /** Locks until the caller's transaction ends. The locked row is the first one of the migration history. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock() {
        entities.createNativeQuery("select \"installed_rank\" from \"flyway_schema_history\""
                        + " where \"installed_rank\" = 1 for update")
                .getResultList();
    }
}
