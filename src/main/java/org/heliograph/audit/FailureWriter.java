package org.heliograph.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Writes counted failures, in a transaction that is no act's: a bean of its own, since the container begins one only for a call from another bean. */
@ApplicationScoped
public class FailureWriter {
    @Inject
    private AuditTrail trail;

    @Inject
    private AuditRepository rows;

    /** @param repeats rows whose occurrences are those to be added */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void write(List<AuditRow> inserts, List<AuditRow> repeats) {
        inserts.forEach(trail::write);
        repeats.forEach(row -> rows.repeat(row.id(), row.occurrences(), row.lastAt()));
    }
}
