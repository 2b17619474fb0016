package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RequestSettings;

/**
 * Checks what the scripts in {@code server-config} have closed and bounded, as far as an application can see it, and logs what is missing.
 * WildFly shows its configuration by JMX; of Payara the JVM can be seen.
 */
@ApplicationScoped
public class ServerCheck {
    private static final Logger LOG = Logger.getLogger(ServerCheck.class.getName());
    /** The domain in which values are resolved, and the one in which they are as the script has written them. */
    private static final String VALUES = "jboss.as:";

    private static final String EXPRESSIONS = "jboss.as.expr:";
    private static final String UNDERTOW = "subsystem=undertow,server=default-server";
    private static final String LISTENER = UNDERTOW + ",http-listener=default";
    private static final String HOST = UNDERTOW + ",host=default-host";

    /** For files, the database, Redis and the server itself. */
    private static final int OTHER_DESCRIPTORS = 1_000;

    private MBeanServer beans;
    private Configuration configuration;

    /** For the container's proxies. */
    protected ServerCheck() {}

    @Inject
    ServerCheck(Configuration configuration) {
        this(ManagementFactory.getPlatformMBeanServer(), configuration);
    }

    ServerCheck(MBeanServer beans, Configuration configuration) {
        this.beans = beans;
        this.configuration = configuration;
    }

    /** Logs one record with everything that is missing, or none. */
    public void run() {
        List<String> findings = findings();
        if (!findings.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "this server can be stopped or entered by strangers more easily than it must: {0}; run"
                            + " server-config/wildfly/heliograph.cli or server-config/payara/heliograph.asadmin"
                            + " (docs/operations.md)",
                    String.join("; ", findings));
        }
    }

    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (option("ExitOnOutOfMemoryError").filter("false"::equals).isPresent()) {
            findings.add("it would go on without memory (JAVA_OPTS lacks -XX:+ExitOnOutOfMemoryError)");
        }
        long connections = configuration.get(RequestSettings.HTTP_CONNECTIONS);
        Optional<Long> descriptors = number("java.lang:type=OperatingSystem", "MaxFileDescriptorCount");
        if (descriptors.filter(most -> most < connections + OTHER_DESCRIPTORS).isPresent()) {
            findings.add("it may open " + descriptors.get() + " files (ulimit -n), which is too few for " + connections
                    + " connections (" + RequestSettings.HTTP_CONNECTIONS.name() + ")");
        }
        if (exists(VALUES + LISTENER)) {
            ofWildFly(findings);
        }
        return findings;
    }

    private void ofWildFly(List<String> findings) {
        if (isUndefined(EXPRESSIONS + LISTENER, "maxConnections")) {
            findings.add("its connections are not limited");
        }
        if (attribute(VALUES + LISTENER, "enableHttp2")
                .filter(Boolean.TRUE::equals)
                .isPresent()) {
            findings.add("it upgrades to HTTP/2 without TLS");
        }
        if (exists(VALUES + HOST + ",setting=http-invoker")) {
            findings.add("/wildfly-services is open");
        }
        if (exists(VALUES + "subsystem=remoting,http-connector=http-remoting-connector")) {
            findings.add("remoting by HTTP is open");
        }
        if (attribute(VALUES + HOST, "disableConsoleRedirect")
                .filter(Boolean.FALSE::equals)
                .isPresent()) {
            findings.add("/console leads to the management console");
        }
        if (exists(VALUES + "subsystem=logging,periodic-rotating-file-handler=FILE")) {
            findings.add("the size of its log is not limited");
        }
    }

    private Optional<Long> number(String bean, String name) {
        return attribute(bean, name)
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .map(Number::longValue);
    }

    private Optional<String> option(String name) {
        try {
            Object option = beans.invoke(
                    new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                    "getVMOption",
                    new Object[] {name},
                    new String[] {String.class.getName()});
            return option instanceof CompositeData data ? Optional.of("" + data.get("value")) : Optional.empty();
        } catch (JMException | RuntimeException unknown) {
            LOG.log(Level.FINE, "an option of the JVM cannot be read", unknown);
            return Optional.empty();
        }
    }

    private boolean exists(String bean) {
        try {
            return beans.isRegistered(new ObjectName(bean));
        } catch (JMException | RuntimeException unknown) {
            LOG.log(Level.FINE, "the configuration of the server cannot be read", unknown);
            return false;
        }
    }

    /** Whether an attribute can be read and has no value. */
    private boolean isUndefined(String bean, String name) {
        try {
            return beans.getAttribute(new ObjectName(bean), name) == null;
        } catch (JMException | RuntimeException unknown) {
            LOG.log(Level.FINE, "the configuration of the server cannot be read", unknown);
            return false;
        }
    }

    /** Empty as well for an attribute without a value. */
    private Optional<Object> attribute(String bean, String name) {
        try {
            return Optional.ofNullable(beans.getAttribute(new ObjectName(bean), name));
        } catch (JMException | RuntimeException unknown) {
            LOG.log(Level.FINE, "the configuration of the server cannot be read", unknown);
            return Optional.empty();
        }
    }
}
