package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.persistence.SqlTemplate;

/**
 * Writes without entities, and so without events. Only rows that are still online are touched: a machine that the cleanup
 * has just taken must come back by a change of status that is told.
 */
@ApplicationScoped
public class JdbcLastSeenStore implements LastSeenStore {
    private static final String UPDATE = "update machine set last_seen = ?"
            + " where id = ? and status = 'online' and (last_seen is null or last_seen < ?)";

    @Inject
    private SqlTemplate sql;

    @Override
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
