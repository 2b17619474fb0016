package org.heliograph.operations.node;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/**
 * Counters of the persistence provider since the start of the application. Hibernate counts unless
 * {@code heliograph.persistence.statistics} is false; EclipseLink has no such counters. Each method returns
 * {@link #UNAVAILABLE} when nothing is counted.
 */
@ApplicationScoped
public class PersistenceStatistics {
    public static final long UNAVAILABLE = -1;

    private static final Logger LOG = Logger.getLogger(PersistenceStatistics.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Configuration configuration;

    private Counters counters;

    @PostConstruct
    void enable() {
        if (!configuration.get(NodeSettings.PERSISTENCE_STATISTICS)) {
            return;
        }
        try {
            counters = HibernateCounters.of(entities);
        } catch (RuntimeException | LinkageError notHibernate) {
            LOG.log(Level.FINE, "the persistence provider has no statistics", notHibernate);
        }
    }

    /** Whether the provider counts. */
    public boolean available() {
        return counters != null;
    }

    /** JPQL, criteria and native queries, and bulk updates. */
    public long queriesExecuted() {
        return available() ? counters.queriesExecuted() : UNAVAILABLE;
    }

    /** JDBC statements; a batch counts once. */
    public long statementsPrepared() {
        return available() ? counters.statementsPrepared() : UNAVAILABLE;
    }

    /** Flushes of persistence contexts. */
    public long flushes() {
        return available() ? counters.flushes() : UNAVAILABLE;
    }

    /** Transactions that used a persistence context. */
    public long transactions() {
        return available() ? counters.transactions() : UNAVAILABLE;
    }

    /** Keeps Hibernate's types out of the bean, which a container without Hibernate has to load. */
    private interface Counters {
        long queriesExecuted();

        long statementsPrepared();

        long flushes();

        long transactions();
    }

    private record HibernateCounters(Statistics statistics) implements Counters {
        static Counters of(EntityManager entities) {
            Statistics statistics = entities.getEntityManagerFactory()
                    .unwrap(SessionFactory.class)
                    .getStatistics();
            statistics.setStatisticsEnabled(true);
            return new HibernateCounters(statistics);
        }

        @Override
        public long queriesExecuted() {
            return statistics.getQueryExecutionCount();
        }

        @Override
        public long statementsPrepared() {
            return statistics.getPrepareStatementCount();
        }

        @Override
        public long flushes() {
            return statistics.getFlushCount();
        }

        @Override
        public long transactions() {
            return statistics.getTransactionCount();
        }
    }
}
