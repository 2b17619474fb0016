package org.heliograph.operations.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.heliograph.hub.outbox.OversizedFrames;

/** Registers the node with JMX while the application is deployed. */
@Singleton
@jakarta.ejb.Startup
@DependsOn("ApplicationInitializer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeMBeanRegistrar {
    static final String NAME = "org.heliograph:type=Node";
    private static final Logger LOG = Logger.getLogger(NodeMBeanRegistrar.class.getName());

    @Inject
    private Node node;

    @Inject
    private PersistenceStatistics statistics;

    @PostConstruct
    void register() {
        // the first call of either bean creates it: counting starts with the application, not with the first JMX client
        LOG.log(Level.FINE, "node {0} is registered with JMX, with counters of persistence: {1}", new Object[] {
            node.name(), statistics.available()
        });
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (beans.isRegistered(name)) {
                // left by a deployment that failed half-way
                beans.unregisterMBean(name);
            }
            beans.registerMBean(new DescribedMBean(new NodeBean(node, statistics), NodeMXBean.class), name);
        } catch (JMException refused) {
            LOG.log(Level.WARNING, "the node could not be registered with JMX", refused);
        }
    }

    @PreDestroy
    void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            LOG.log(Level.FINE, "the node was not registered with JMX", gone);
        }
    }

    /** The node as an MXBean; a plain object, since JMX cannot use a CDI proxy. */
    private record NodeBean(Node node, PersistenceStatistics statistics) implements NodeMXBean {
        @Override
        public String getName() {
            return node.name();
        }

        @Override
        public boolean isDraining() {
            return node.isDraining();
        }

        @Override
        public int getOpenSockets() {
            return node.openSockets();
        }

        @Override
        public int getAuthenticatedSockets() {
            return node.authenticatedSockets();
        }

        @Override
        public int getActiveTopics() {
            return node.activeTopics();
        }

        @Override
        public List<String> getJobs() {
            return node.jobs();
        }

        @Override
        public long getQueriesExecuted() {
            return statistics.queriesExecuted();
        }

        @Override
        public long getStatementsPrepared() {
            return statistics.statementsPrepared();
        }

        @Override
        public long getFlushes() {
            return statistics.flushes();
        }

        @Override
        public long getTransactions() {
            return statistics.transactions();
        }

        @Override
        public long getOldestPendingEventMillis() {
            return node.oldestPendingEvent().toMillis();
        }

        @Override
        public String getInstallation() {
            return node.installation();
        }

        @Override
        public long getOtherInstallationMessages() {
            return node.ignoredMessages().otherInstallation();
        }

        @Override
        public long getRefusedMessages() {
            return node.ignoredMessages().refused();
        }

        @Override
        public long getOversizedMessages() {
            return node.ignoredMessages().tooLarge();
        }

        @Override
        public long getOversizedFrames() {
            return OversizedFrames.dropped();
        }

        @Override
        public void drain(int seconds) {
            node.drain(seconds < 0 ? node.defaultDrainTime() : Duration.ofSeconds(seconds));
        }

        @Override
        public void undrain() {
            node.undrain();
        }
    }
}
