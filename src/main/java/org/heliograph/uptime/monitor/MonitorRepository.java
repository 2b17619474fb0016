package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.state.MonitorStateRepository;

/** Reads monitors, groups and their topology, and serializes changes of the topology. */
@ApplicationScoped
public class MonitorRepository {
    private static final String NEXT_REVISION = "update outline set revision = revision + 1 where id = 1";

    private static final String REVISION = "select revision from outline where id = 1";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private SqlTemplate sql;

    @Inject
    private MonitorStateRepository states;

    @Transactional
    public Optional<Monitor> find(String id) {
        return IdList.isId(id) ? Optional.ofNullable(entities.find(Monitor.class, id)) : Optional.empty();
    }

    /** The monitor whose pulses carry a token. */
    @Transactional
    public Optional<Monitor> findByToken(String token) {
        return entities.createQuery("select m from Monitor m where m.tokenHash = :hash", Monitor.class)
                .setParameter("hash", PushTokens.hash(token))
                .getResultStream()
                .findFirst();
    }

    /** The monitors among the ids, in no order. */
    @Transactional
    public List<Monitor> findAll(Collection<String> ids) {
        return findAll(Monitor.class, ids);
    }

    @Transactional
    public Optional<MonitorGroup> findGroup(String id) {
        return IdList.isId(id) ? Optional.ofNullable(entities.find(MonitorGroup.class, id)) : Optional.empty();
    }

    /** The groups among the ids, in no order. */
    @Transactional
    public List<MonitorGroup> findGroups(Collection<String> ids) {
        return findAll(MonitorGroup.class, ids);
    }

    private <T extends NamedEntity> List<T> findAll(Class<T> type, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("select e from " + type.getSimpleName() + " e where e.id in :ids", type)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** The committed topology; loads only rows that have children, and does not flush the current transaction. */
    @Transactional
    public MonitorTopology topology() {
        Map<String, List<String>> children = new HashMap<>();
        for (String type : List.of("Monitor", "MonitorGroup")) {
            entities.createQuery("select e.id, e.children from " + type + " e where e.children <> '[]'", Object[].class)
                    .setFlushMode(FlushModeType.COMMIT)
                    .getResultList()
                    .forEach(row -> children.put((String) row[0], IdList.parse((String) row[1])));
        }
        return new MonitorTopology(children);
    }

    /**
     * Locks the topology, which monitors, groups and status pages there are and how they nest, until the end of the current
     * transaction, and increments its revision. Call it before anything else in the transaction: it also locks the state of every
     * monitor, so that a state changes either before the topology or with the events of the pages that show the monitor afterwards.
     */
    public void lockTopology() {
        sql.update(NEXT_REVISION);
        states.lockAll();
    }

    /** The committed revision of the topology. */
    public long topologyRevision() {
        return sql.query(REVISION, row -> row.bigint("revision")).get(0);
    }
}
