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
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Shows the node to JMX while the application is there. */
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

    @PostConstruct
    void register() {
        LOG.log(Level.FINE, "node {0} is shown to JMX", node.name());
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (beans.isRegistered(name)) {
                // left behind by a deployment that was torn down halfway
                beans.unregisterMBean(name);
            }
            beans.registerMBean(new StandardMBean(new Managed(node), NodeMXBean.class, true), name);
        } catch (JMException refused) {
            LOG.log(Level.WARNING, "the node is not shown to JMX", refused);
        }
    }

    @PreDestroy
    void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            LOG.log(Level.FINE, "the node was not shown to JMX", gone);
        }
    }

    /** The node behind the interface that JMX reads; a plain object, since a container's proxy is none of JMX's. */
    private record Managed(Node node) implements NodeMXBean {
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
        public void drain(int seconds) {
            node.drain(seconds < 0 ? node.usualTime() : Duration.ofSeconds(seconds));
        }

        @Override
        public void undrain() {
            node.undrain();
        }
    }
}
