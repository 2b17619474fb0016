package org.heliograph.operations.metrics;

import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The server's own statistics of its pool of connections, which WildFly shows by JMX where the script has switched them on. */
final class ServerPool {
    private static final Logger LOG = Logger.getLogger(ServerPool.class.getName());
    private static final String NAME = "jboss.as:subsystem=datasources,data-source=HeliographDS,statistics=pool";

    private final MBeanServer beans;

    ServerPool() {
        this(ManagementFactory.getPlatformMBeanServer());
    }

    ServerPool(MBeanServer beans) {
        this.beans = beans;
    }

    /** Whether there are statistics; asked once, since switching them takes a restart. */
    boolean available() {
        return Boolean.parseBoolean(String.valueOf(attribute("statisticsEnabled")));
    }

    /** A number of the statistics, such as {@code InUseCount}; not a number where there is none. */
    double number(String attribute) {
        return attribute(attribute) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Null where there is none. */
    private Object attribute(String attribute) {
        try {
            return beans.getAttribute(new ObjectName(NAME), attribute);
        } catch (JMException | RuntimeException none) {
            LOG.log(Level.FINE, "the server has no statistics of its pool", none);
            return null;
        }
    }
}
