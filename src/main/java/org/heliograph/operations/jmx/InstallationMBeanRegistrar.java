package org.heliograph.operations.jmx;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.heliograph.operations.node.DescribedMBean;

/** Registers the installation with JMX while the application is deployed. */
@Singleton
@jakarta.ejb.Startup
@DependsOn("ApplicationInitializer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class InstallationMBeanRegistrar {
    static final String NAME = "org.heliograph:type=Installation";
    private static final Logger LOG = Logger.getLogger(InstallationMBeanRegistrar.class.getName());

    @Inject
    private InstallationBean bean;

    @Resource
    private ContextService contexts;

    @PostConstruct
    void register() {
        // the thread of a JMX client has neither the settings nor the names of the application
        InstallationMXBean inApplication = contexts.createContextualProxy(bean, InstallationMXBean.class);
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (beans.isRegistered(name)) {
                // left by a deployment that failed half-way
                beans.unregisterMBean(name);
            }
            beans.registerMBean(new DescribedMBean(inApplication, InstallationMXBean.class), name);
        } catch (JMException refused) {
            LOG.log(Level.WARNING, "the installation could not be registered with JMX", refused);
        }
    }

    @PreDestroy
    void unregister() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            LOG.log(Level.FINE, "the installation was not registered with JMX", gone);
        }
    }
}
