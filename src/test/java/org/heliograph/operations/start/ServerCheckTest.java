package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;

class ServerCheckTest {
    private static final String UNDERTOW = "jboss.as:subsystem=undertow,server=default-server";

    private static final String EXPRESSIONS =
            "jboss.as.expr:subsystem=undertow,server=default-server,http-listener=default";

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final Map<String, String> settings = new HashMap<>();
    private final ServerCheck check =
            new ServerCheck(beans, new Configuration(name -> Optional.ofNullable(settings.get(name))));

    @Test
    void aWildFlyThatTheScriptHasConfiguredLacksNothing() throws Exception {
        register(UNDERTOW + ",http-listener=default", Map.of("enableHttp2", false));
        register(EXPRESSIONS, Map.of("maxConnections", "${env.HELIOGRAPH_HTTP_CONNECTIONS:15000}"));
        register(UNDERTOW + ",host=default-host", Map.of("disableConsoleRedirect", true));

        assertThat(check.findings()).isEmpty();
    }

    @Test
    void aStockWildFlyIsFoundOpen() throws Exception {
        register(UNDERTOW + ",http-listener=default", Map.of("enableHttp2", true));
        Map<String, Object> unlimited = new HashMap<>();
        unlimited.put("maxConnections", null);
        register(EXPRESSIONS, unlimited);
        register(UNDERTOW + ",host=default-host", Map.of("disableConsoleRedirect", false));
        register(UNDERTOW + ",host=default-host,setting=http-invoker", Map.of());
        register("jboss.as:subsystem=remoting,http-connector=http-remoting-connector", Map.of());
        register("jboss.as:subsystem=logging,periodic-rotating-file-handler=FILE", Map.of());

        assertThat(check.findings())
                .containsExactly(
                        "its connections are not limited",
                        "it upgrades to HTTP/2 without TLS",
                        "/wildfly-services is open",
                        "remoting by HTTP is open",
                        "/console leads to the management console",
                        "the size of its log is not limited");
    }

    @Test
    void fewerDescriptorsThanConnectionsAreFound() throws Exception {
        register("java.lang:type=OperatingSystem", Map.of("MaxFileDescriptorCount", 4_096L));
        assertThat(check.findings()).hasSize(1).first().asString().contains("4096", "15000");

        settings.put("heliograph.http.connections", "3000");
        assertThat(check.findings()).isEmpty();
    }

    @Test
    void aJvmThatGoesOnWithoutMemoryIsFound() {
        ServerCheck ofThisJvm = new ServerCheck(
                ManagementFactory.getPlatformMBeanServer(), new Configuration(name -> Optional.of("100")));

        assertThat(ofThisJvm.findings()).anyMatch(found -> found.contains("ExitOnOutOfMemoryError"));
    }

    private void register(String name, Map<String, Object> attributes) throws Exception {
        beans.registerMBean(new Bean(attributes), new ObjectName(name));
    }

    private record Bean(Map<String, Object> attributes) implements DynamicMBean {
        @Override
        public Object getAttribute(String name) throws AttributeNotFoundException {
            if (!attributes.containsKey(name)) {
                throw new AttributeNotFoundException(name);
            }
            return attributes.get(name);
        }

        @Override
        public void setAttribute(Attribute attribute) {}

        @Override
        public AttributeList getAttributes(String[] names) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList list) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            return null;
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Bean.class.getName(), null, null, null, null, null);
        }
    }
}
