package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.persistence.SqlTemplate;

/**
 * Writes {@code last_seen} in batches, without entities and so without events. Only rows that are online are updated: a
 * machine that the cleanup has set offline must come back by a change of status, which is published.
 */
@ApplicationScoped
public class LastSeenRepository {
    private static final String UPDATE = "update machine set last_seen = ?"
            + " where id = ? and status = 'online' and (last_seen is null or last_seen < ?)";

    @Inject
    private SqlTemplate sql;

    /** Writes a batch in one transaction. @return the entries whose machine is not online or has a later time already */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<LastSeen> write(List<LastSeen> batch) {
        int[] counts = sql.batch(
                UPDATE,
                batch.stream()
                        .map(seen -> new Object[] {seen.at(), seen.machineId(), seen.at()})
                        .toList());
        List<LastSeen> others = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                others.add(batch.get(i));
            }
        }
        return others;
    }
}
