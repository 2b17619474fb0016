package org.heliograph.machine.count;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Counts machines as they change: each transaction inserts the differences that it makes, one row for each organisation and status. It locks
 * no row that another one needs, and counts and machines are committed together.
 */
@ApplicationScoped
public class MachineCounts {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    @PersistenceContext
    private EntityManager entities;

    private record Key(String orgId, String status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = orgId.compareTo(other.orgId);
            return order == 0 ? status.compareTo(other.status) : order;
        }
    }

    /** What the current transaction has changed and not yet written. */
    private final class Differences implements Synchronization {
        private final Map<Key, Long> byKey = new TreeMap<>();

        private void add(String orgId, String status, long difference) {
            if (status != null) {
                byKey.merge(new Key(orgId, status), difference, Long::sum);
            }
        }

        /** Of a transaction without {@link MachineCountInterceptor}. */
        @Override
        public void beforeCompletion() {
            if (!transactions.getRollbackOnly()) {
                write();
            }
        }

        @Override
        public void afterCompletion(int status) {
            // they are committed, or of no use
        }

        private void write() {
            byKey.values().removeIf(difference -> difference == 0);
            if (!byKey.isEmpty()) {
                insert(byKey);
                byKey.clear();
            }
        }
    }

    /**
     * A machine was inserted, has changed its status, or was deleted; called when that has been flushed, by the entity's listener.
     *
     * @param before null for a new machine
     * @param after  null for a deleted one
     */
    public void changed(String orgId, String before, String after) {
        if (!Objects.equals(before, after)) {
            Differences differences = current();
            if (differences == null) {
                differences = new Differences();
                transactions.putResource(MachineCounts.class, differences);
                transactions.registerInterposedSynchronization(differences);
            }
            differences.add(orgId, before, -1);
            differences.add(orgId, after, 1);
        }
    }

    private Differences current() {
        return (Differences) transactions.getResource(MachineCounts.class);
    }

    /** Flushes the entities and writes the differences of the current transaction. */
    void write() {
        entities.flush();
        Differences differences = current();
        if (differences != null) {
            differences.write();
        }
    }

    private void insert(Map<Key, Long> differences) {
        StringBuilder sql = new StringBuilder("insert into machine_count (org_id, status, delta) values ");
        int mark = 1;
        for (int row = 0; row < differences.size(); row++) {
            sql.append(row == 0 ? "" : ", ").append("(?%s, ?%s, ?%s)".formatted(mark++, mark++, mark++));
        }
        Query insert = entities.createNativeQuery(sql.toString()).setFlushMode(FlushModeType.COMMIT);
        mark = 1;
        for (Map.Entry<Key, Long> difference : differences.entrySet()) {
            insert.setParameter(mark++, difference.getKey().orgId());
            insert.setParameter(mark++, difference.getKey().status());
            insert.setParameter(mark++, difference.getValue());
        }
        insert.executeUpdate();
    }
}
