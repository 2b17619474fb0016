package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/**
 * Lets one node at a time make what must exist once. Nodes may start at the same moment; the second one waits here until
 * the first has committed, and then finds everything there.
 */
@ApplicationScoped
class StartupLock {
    @PersistenceContext
    private EntityManager entities;

    /** Waits for its turn, which lasts until the caller's transaction ends. The row is that of the first migration. */
    @Transactional(Transactional.TxType.MANDATORY)
    void await() {
        entities.createNativeQuery("select \"installed_rank\" from \"flyway_schema_history\""
                        + " where \"installed_rank\" = 1 for update")
                .getResultList();
    }
}
