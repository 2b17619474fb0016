package org.heliograph.operations.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class WildFlyConfigurationTest {
    private static final String STATE = "jboss.root:type=state";
    private static final String UNDERTOW = "subsystem=undertow,server=default-server";
    private static final String LISTENER = UNDERTOW + ",http-listener=default";
    private static final String HOST = UNDERTOW + ",host=default-host";
    private static final String CONTAINER = "subsystem=undertow,servlet-container=default";
    private static final List<String> HEADERS = List.of("csp", "nosniff", "referrer", "coop", "corp", "hsts");

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final WildFlyConfiguration configuration = new WildFlyConfiguration(beans);

    @Test
    void aServerThatTheScriptHasConfiguredLacksNothing() throws JMException {
        configure();

        assertThat(configuration.isPresent()).isTrue();
        assertThat(configuration.findings()).isEmpty();
    }

    @Test
    void aStockServerIsFoundOpen() throws JMException {
        register(STATE, Map.of("ProcessState", "running"));
        register("jboss.as:" + LISTENER, listener(1_048_576, null, true));
        register("jboss.as.expr:" + LISTENER, undefined("maxConnections"));
        register("jboss.as:" + UNDERTOW + ",https-listener=https", listener(1_048_576, null, true));
        register("jboss.as.expr:" + UNDERTOW + ",https-listener=https", undefined("maxConnections"));
        register("jboss.as:" + HOST, Map.of("disableConsoleRedirect", false, "queueRequestsOnStart", true));
        register("jboss.as:" + HOST + ",setting=http-invoker", Map.of());
        register("jboss.as:subsystem=remoting,http-connector=http-remoting-connector", Map.of());
        register("jboss.as:subsystem=ejb3,service=remote", Map.of());
        register("jboss.as:subsystem=logging,periodic-rotating-file-handler=FILE", Map.of());
        register("jboss.as:" + CONTAINER, Map.of("stackTraceOnError", "local-only"));
        register("jboss.as:" + CONTAINER + ",setting=websockets", Map.of("dispatchToWorker", true));
        register("jboss.as:subsystem=transactions", Map.of("defaultTimeout", 300));
        register("jboss.as.expr:subsystem=io,worker=default", undefined("taskMaxThreads"));

        assertThat(configuration.findings())
                .containsExactly(
                        "its connections are not limited",
                        "headers may have more than 64 KiB",
                        "headers may take any time to arrive",
                        "it upgrades to HTTP/2 without TLS",
                        "its connections with TLS are not limited",
                        "headers with TLS may have more than 64 KiB",
                        "headers with TLS may take any time to arrive",
                        "/wildfly-services is open",
                        "remoting by HTTP is open",
                        "calls of EJBs from other machines are open",
                        "/console leads to the management console",
                        "it keeps requests while it starts, and does them when their senders have given up",
                        "the size of its log is not limited",
                        "its error pages show stack traces",
                        "the answers of sockets to PINGs wait for requests",
                        "its transactions may take longer than two minutes",
                        "requests that wait for the database may take all of its threads",
                        "its log fills while the database is away",
                        "what it answers itself lacks security headers (csp, nosniff, referrer, coop, corp, hsts)");
    }

    @Test
    void aBoundOfZeroIsNone() throws JMException {
        configure();
        Map<String, Object> unbounded = listener(65_536, 0, false);
        unbounded.put("noRequestTimeout", 0);
        unbounded.put("writeTimeout", null);
        beans.unregisterMBean(new ObjectName("jboss.as:" + LISTENER));
        register("jboss.as:" + LISTENER, unbounded);

        assertThat(configuration.findings())
                .containsExactly(
                        "headers may take any time to arrive",
                        "connections may be idle for longer than half a minute",
                        "clients that do not read are not cut");
    }

    /** While it starts an operation does not find the model, and WildFly logs an error. */
    @Test
    void aServerIsReadOnlyWhenItHasStarted() throws JMException {
        Map<String, Object> state = new HashMap<>(Map.of("ProcessState", "starting"));
        register(STATE, state);

        assertThat(configuration.isReadable()).isFalse();
        state.put("ProcessState", "running");
        assertThat(configuration.isReadable()).isTrue();
        state.put("ProcessState", "reload-required");
        assertThat(configuration.isReadable()).isTrue();
    }

    @Test
    void aValueThatCannotBeReadIsNotTakenForAGoodOne() throws JMException {
        configure();
        beans.unregisterMBean(new ObjectName("jboss.as:" + HOST));

        assertThatThrownBy(configuration::findings)
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("default-host disableConsoleRedirect");
    }

    private void configure() throws JMException {
        register(STATE, Map.of("ProcessState", "running"));
        register("jboss.as:" + LISTENER, listener(65_536, 15_000, false));
        register("jboss.as.expr:" + LISTENER, Map.of("maxConnections", "${env.HELIOGRAPH_HTTP_CONNECTIONS:15000}"));
        register("jboss.as:" + HOST, Map.of("disableConsoleRedirect", true, "queueRequestsOnStart", false));
        for (String header : HEADERS) {
            register("jboss.as:" + HOST + ",filter-ref=heliograph-" + header, Map.of());
        }
        register("jboss.as:" + CONTAINER, Map.of("stackTraceOnError", "none"));
        register("jboss.as:" + CONTAINER + ",setting=websockets", Map.of("dispatchToWorker", false));
        register("jboss.as:subsystem=transactions", Map.of("defaultTimeout", 120));
        register(
                "jboss.as.expr:subsystem=io,worker=default",
                Map.of("taskMaxThreads", "${env.HELIOGRAPH_HTTP_THREADS:64}"));
        register("jboss.as:subsystem=logging,logger=org.jboss.jca.core.connectionmanager", Map.of());
    }

    private static Map<String, Object> listener(int headerSize, Integer parseTimeout, boolean http2) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("maxHeaderSize", headerSize);
        attributes.put("requestParseTimeout", parseTimeout);
        attributes.put("noRequestTimeout", 30_000);
        attributes.put("writeTimeout", 90_000);
        attributes.put("enableHttp2", http2);
        return attributes;
    }

    private static Map<String, Object> undefined(String attribute) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(attribute, null);
        return attributes;
    }

    private void register(String name, Map<String, Object> attributes) throws JMException {
        beans.registerMBean(new ReadOnlyBean(attributes), new ObjectName(name));
    }
}
