package org.heliograph.operations.server;

import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Reads beans of a JMX server. */
final class ManagementBeans {
    private final MBeanServer server;

    ManagementBeans(MBeanServer server) {
        this.server = server;
    }

    /** @throws UnreadableException when that cannot be found out */
    boolean exists(String bean) {
        try {
            return server.isRegistered(new ObjectName(bean));
        } catch (JMException | RuntimeException failed) {
            throw new UnreadableException(bean, failed);
        }
    }

    /** The names of the beans that match a pattern, in alphabetical order. @throws UnreadableException when that cannot be found out */
    List<String> names(String pattern) {
        try {
            return server.queryNames(new ObjectName(pattern), null).stream()
                    .map(ObjectName::toString)
                    .sorted()
                    .toList();
        } catch (JMException | RuntimeException failed) {
            throw new UnreadableException(pattern, failed);
        }
    }

    /** Empty for an attribute without a value. @throws UnreadableException when there is no such bean or attribute */
    Optional<Object> attribute(String bean, String name) {
        try {
            return Optional.ofNullable(server.getAttribute(new ObjectName(bean), name));
        } catch (JMException | RuntimeException failed) {
            throw new UnreadableException(bean + " " + name, failed);
        }
    }

    /** An option of the JVM; empty when it has none of that name, or does not say. */
    Optional<String> option(String name) {
        try {
            Object option = server.invoke(
                    new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                    "getVMOption",
                    new Object[] {name},
                    new String[] {String.class.getName()});
            return option instanceof CompositeData data ? Optional.of("" + data.get("value")) : Optional.empty();
        } catch (JMException | RuntimeException unknown) {
            return Optional.empty();
        }
    }
}
