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
 * Allocates sequence numbers from each topic's row. Updating that row locks it until the transaction ends: this lock makes the order of
 * sequence numbers the order of commits.
 */
@ApplicationScoped
class SequenceAllocator {
    /** A row that is no topic. Transactions that create topics lock it first, so that two never create the same topic. */
    private static final String CREATION_LOCK = "";

    /** Names of topics whose row is committed, which saves a query. A row that may yet be rolled back is not among them. */
    private final Set<String> committed = ConcurrentHashMap.newKeySet();

    @PersistenceContext
    EntityManager entities;

    /** Creates the missing rows of the topics. Called before any allocation, so that all transactions lock in one order. */
    void create(Collection<Topic> topics) {
        List<String> missing = topics.stream()
                .map(Topic::name)
                .filter(name -> !committed.contains(name) && find(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            insert(missing);
        }
    }

    /** A transaction that allocated sequence numbers of these topics has committed. */
    void committed(Collection<Topic> topics) {
        topics.forEach(topic -> committed.add(topic.name()));
    }

    /** Allocates the next sequence numbers of a topic. @return the last of them */
    long allocate(Topic topic, int count) {
        if (!advance(topic.name(), count)) {
            insert(List.of(topic.name()));
            advance(topic.name(), count);
        }
        return ((Number) find(topic.name()).get(0)).longValue();
    }

    private void insert(List<String> names) {
        advance(CREATION_LOCK, 0);
        names.forEach(
                name -> statement("insert into topic_position (topic, position) select cast(?1 as varchar(200)), 0"
                                + " where not exists (select 1 from topic_position where topic = ?1)")
                        .setParameter(1, name)
                        .executeUpdate());
    }

    private boolean advance(String name, long by) {
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

    /** Without a flush: no entity maps to these rows. */
    private Query statement(String sql) {
        return entities.createNativeQuery(sql).setFlushMode(FlushModeType.COMMIT);
    }
}
