package org.heliograph.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineStatus;
import org.heliograph.organization.Organization;
import org.hibernate.Session;

/** Changes entities and publishes events in transactions of the application server. */
@ApplicationScoped
public class Transactions {
    @Inject
    private EventLog log;

    @PersistenceContext
    private EntityManager entities;

    @Resource
    private TransactionSynchronizationRegistry registry;

    /** Runs a task in a transaction; an exception rolls it back and is rethrown. */
    @Transactional(rollbackOn = Exception.class)
    public void inTransaction(Runnable task) {
        task.run();
    }

    /** Runs a task in a new transaction, also within another one. */
    @Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    public void inNewTransaction(Runnable task) {
        task.run();
    }

    void publish(Topic topic, int number) {
        log.publish(topic, "TEST", Json.createObjectBuilder().add("n", number).build());
    }

    void publishTransient(Topic topic, int number) {
        log.publishTransient(
                topic, "TEST", Json.createObjectBuilder().add("n", number).build());
    }

    void changeEntity(String id) {
        entities.persist(new Organization(id, id, false, Instant.now()));
    }

    /** Adds a machine that is online. */
    void addMachine(String id, String organization, boolean ephemeral, Instant lastSeen) {
        Machine machine = new Machine(id, organization, id, lastSeen);
        machine.setEphemeral(ephemeral);
        machine.setStatus(MachineStatus.ONLINE);
        machine.setLastSeen(lastSeen);
        entities.persist(machine);
    }

    /** The machine with an id; null when there is none. */
    Machine machine(String id) {
        return entities.find(Machine.class, id);
    }

    List<Machine> machinesOf(String organization) {
        return entities.createQuery("select m from Machine m where m.orgId = :org", Machine.class)
                .setParameter("org", organization)
                .getResultList();
    }

    /** Makes Hibernate write the changes of the current transaction one at a time. */
    void withoutBatches() {
        entities.unwrap(Session.class).setJdbcBatchSize(1);
    }

    void rollBack() {
        registry.setRollbackOnly();
    }

    /** Runs a task before the commit, after the synchronizations that are registered already. */
    void beforeCommit(Runnable task) {
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                task.run();
            }

            @Override
            public void afterCompletion(int status) {
                // nothing to do after completion
            }
        });
    }

    /** The number of events of a topic that wait for their numbers, as the current transaction sees them. */
    long pending(Topic topic) {
        return number("select count(*) from pending_event where topic = ?1", topic);
    }

    /** Deletes the events of a topic, as a change of a page's password does. */
    @Transactional
    public void purge(Topic topic) {
        log.purge(topic);
    }

    boolean entityIsThere(String id) {
        return entities.find(Organization.class, id) != null;
    }

    /** Runs a statement within the current transaction. */
    void sql(String statement, Object... parameters) {
        query(statement, parameters).executeUpdate();
    }

    /** The first column of what a query finds. */
    @Transactional
    public List<String> strings(String select, Object... parameters) {
        List<String> found = new ArrayList<>();
        query(select, parameters).getResultList().forEach(row -> found.add(row.toString()));
        return found;
    }

    private Query query(String sql, Object... parameters) {
        Query query = entities.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    private long number(String sql, Topic topic) {
        Object value = entities.createNativeQuery(sql)
                .setFlushMode(FlushModeType.COMMIT)
                .setParameter(1, topic.name())
                .getSingleResult();
        return ((Number) value).longValue();
    }
}
