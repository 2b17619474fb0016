package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.event.Topic;

/**
 * The row of each topic that hands out its positions. Moving it locks it until the transaction ends: that lock is what
 * makes position order commit order.
 */
@ApplicationScoped
class SequenceAllocator {
    /** No topic's name. Whoever makes topics locks this row first, so that nobody makes one that another is just making. */
    private static final String FIRST = "";

    /** Topics whose rows have been committed, which saves a look. What may yet be rolled back is not among them. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @PersistenceContext
    EntityManager entities;

    /** Makes the rows of those topics that are new; called before any topic is moved, so that all lock in one order. */
    void create(Collection<Topic> topics) {
        List<String> fresh = topics.stream()
                .map(Topic::name)
                .filter(name -> !seen.contains(name) && find(name).isEmpty())
                .toList();
        if (!fresh.isEmpty()) {
            insert(fresh);
        }
    }

    /** A transaction has been committed that moved these. */
    void committed(Collection<Topic> topics) {
        topics.forEach(topic -> seen.add(topic.name()));
    }

    /** Moves a topic's position by so many and returns where it now is. */
    long advance(Topic topic, int by) {
        if (!move(topic.name(), by)) {
            insert(List.of(topic.name()));
            move(topic.name(), by);
        }
        return ((Number) find(topic.name()).get(0)).longValue();
    }

    private void insert(List<String> names) {
        move(FIRST, 0);
        names.forEach(
                name -> statement("insert into topic_position (topic, position) select cast(?1 as varchar(200)), 0"
                                + " where not exists (select 1 from topic_position where topic = ?1)")
                        .setParameter(1, name)
                        .executeUpdate());
    }

    private boolean move(String name, long by) {
        return statement("update topic_position set position = position + ?1 where topic = ?2")
                        .setParameter(1, by)
                        .setParameter(2, name)
                        .executeUpdate()
                == 1;
    }

    private List<?> find(String name) {
        return statement("select position from topic_position where topic = ?1")
                .setParameter(1, name)
                .getResultList();
    }

    /** Nothing that waits to be flushed concerns these rows. */
    private Query statement(String sql) {
        return entities.createNativeQuery(sql).setFlushMode(FlushModeType.COMMIT);
    }
}
