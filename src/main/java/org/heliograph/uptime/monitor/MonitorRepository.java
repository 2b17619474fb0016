package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The monitors and groups as stored, for whoever reads them. */
@ApplicationScoped
public class MonitorRepository {
    @PersistenceContext
    private EntityManager entities;

    @Transactional
    public Optional<Monitor> find(String id) {
        return IdList.isId(id) ? Optional.ofNullable(entities.find(Monitor.class, id)) : Optional.empty();
    }

    /** The monitor that pushes with a token. */
    @Transactional
    public Optional<Monitor> findByToken(String token) {
        return entities.createQuery("select m from Monitor m where m.token = :token", Monitor.class)
                .setParameter("token", token)
                .getResultStream()
                .findFirst();
    }

    /** Those of the ids that are monitors, in no order. */
    @Transactional
    public List<Monitor> findAll(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("select m from Monitor m where m.id in :ids", Monitor.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** All, by name. */
    @Transactional
    public List<Monitor> list() {
        return entities.createQuery("select m from Monitor m order by m.name, m.id", Monitor.class)
                .getResultList();
    }

    @Transactional
    public Optional<MonitorGroup> findGroup(String id) {
        return IdList.isId(id) ? Optional.ofNullable(entities.find(MonitorGroup.class, id)) : Optional.empty();
    }

    /** Those of the ids that are groups, in no order. */
    @Transactional
    public List<MonitorGroup> findGroups(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("select g from MonitorGroup g where g.id in :ids", MonitorGroup.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** All groups, by name. */
    @Transactional
    public List<MonitorGroup> listGroups() {
        return entities.createQuery("select g from MonitorGroup g order by g.name, g.id", MonitorGroup.class)
                .getResultList();
    }

    /** What lies beneath what, as it was stored; reads only what has something beneath it. */
    @Transactional
    public MonitorTree tree() {
        Map<String, List<String>> children = new HashMap<>();
        for (String kind : List.of("Monitor", "MonitorGroup")) {
            entities.createQuery("select p.id, p.children from " + kind + " p where p.children <> '[]'", Object[].class)
                    .setFlushMode(FlushModeType.COMMIT)
                    .getResultList()
                    .forEach(row -> children.put((String) row[0], IdList.parse((String) row[1])));
        }
        return new MonitorTree(children);
    }
}
