package org.heliograph.operations.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.management.MBeanServer;

/**
 * WildFly shows its configuration by JMX, but not while it starts: an operation then does not see the model, and WildFly logs its failure
 * as an error. So the values are read when the start has ended.
 */
final class WildFlyConfiguration implements ServerConfiguration {
    /** The domain in which values are resolved, and the one in which they are as the script has written them. */
    private static final String VALUES = "jboss.as:";

    private static final String EXPRESSIONS = "jboss.as.expr:";
    private static final String UNDERTOW = "subsystem=undertow,server=default-server";
    private static final String LISTENER = UNDERTOW + ",http-listener=default";
    private static final String TLS_LISTENERS = UNDERTOW + ",https-listener=*";
    private static final String HOST = UNDERTOW + ",host=default-host";
    private static final String CONTAINER = "subsystem=undertow,servlet-container=default";
    private static final String STATE = "jboss.root:type=state";

    private static final List<String> HEADERS = List.of("csp", "nosniff", "referrer", "coop", "corp", "hsts");
    private static final long MAX_HEADER_BYTES = 65_536;
    private static final long MAX_WAIT_MILLIS = 120_000;
    private static final long MAX_IDLE_MILLIS = 30_000;
    private static final long MAX_TRANSACTION_SECONDS = 120;

    private final ManagementBeans beans;

    WildFlyConfiguration(MBeanServer server) {
        beans = new ManagementBeans(server);
    }

    @Override
    public boolean isPresent() {
        return beans.exists(STATE);
    }

    @Override
    public boolean isReadable() {
        return beans.attribute(STATE, "ProcessState")
                .filter(state -> !"starting".equalsIgnoreCase("" + state))
                .isPresent();
    }

    @Override
    public String script() {
        return "wildfly/heliograph.cli";
    }

    @Override
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        ofListener(LISTENER, "", findings);
        require(findings, LISTENER, "enableHttp2", Boolean.FALSE::equals, "it upgrades to HTTP/2 without TLS");
        for (String tls : beans.names(VALUES + TLS_LISTENERS)) {
            ofListener(tls.substring(VALUES.length()), " with TLS", findings);
        }
        reject(findings, HOST + ",setting=http-invoker", "/wildfly-services is open");
        reject(findings, "subsystem=remoting,http-connector=http-remoting-connector", "remoting by HTTP is open");
        reject(findings, "subsystem=ejb3,service=remote", "calls of EJBs from other machines are open");
        require(
                findings,
                HOST,
                "disableConsoleRedirect",
                Boolean.TRUE::equals,
                "/console leads to the management console");
        require(
                findings,
                HOST,
                "queueRequestsOnStart",
                Boolean.FALSE::equals,
                "it keeps requests while it starts, and does them when their senders have given up");
        reject(findings, "subsystem=logging,periodic-rotating-file-handler=FILE", "the size of its log is not limited");
        require(findings, CONTAINER, "stackTraceOnError", "none"::equals, "its error pages show stack traces");
        require(
                findings,
                CONTAINER + ",setting=websockets",
                "dispatchToWorker",
                Boolean.FALSE::equals,
                "the answers of sockets to PINGs wait for requests");
        ofLimits(findings);
        List<String> missing = HEADERS.stream()
                .filter(name -> !beans.exists(VALUES + HOST + ",filter-ref=heliograph-" + name))
                .toList();
        if (!missing.isEmpty()) {
            findings.add("what it answers itself lacks security headers (" + String.join(", ", missing) + ")");
        }
        return findings;
    }

    private void ofListener(String listener, String kind, List<String> findings) {
        if (beans.attribute(EXPRESSIONS + listener, "maxConnections").isEmpty()) {
            findings.add("its connections" + kind + " are not limited");
        }
        require(
                findings,
                listener,
                "maxHeaderSize",
                atMost(MAX_HEADER_BYTES),
                "headers" + kind + " may have more than 64 KiB");
        require(
                findings,
                listener,
                "requestParseTimeout",
                atMost(MAX_WAIT_MILLIS),
                "headers" + kind + " may take any time to arrive");
        require(
                findings,
                listener,
                "noRequestTimeout",
                atMost(MAX_IDLE_MILLIS),
                "connections" + kind + " may be idle for longer than half a minute");
        require(
                findings,
                listener,
                "writeTimeout",
                atMost(MAX_WAIT_MILLIS),
                "clients" + kind + " that do not read are not cut");
    }

    private void ofLimits(List<String> findings) {
        require(
                findings,
                "subsystem=transactions",
                "defaultTimeout",
                atMost(MAX_TRANSACTION_SECONDS),
                "its transactions may take longer than two minutes");
        if (beans.attribute(EXPRESSIONS + "subsystem=io,worker=default", "taskMaxThreads")
                .isEmpty()) {
            findings.add("requests that wait for the database may take all of its threads");
        }
        if (!beans.exists(VALUES + "subsystem=logging,logger=org.jboss.jca.core.connectionmanager")) {
            findings.add("its log fills while the database is away");
        }
    }

    private void require(List<String> findings, String bean, String attribute, Predicate<Object> met, String finding) {
        Optional<Object> value = beans.attribute(VALUES + bean, attribute);
        if (value.filter(met).isEmpty()) {
            findings.add(finding);
        }
    }

    private void reject(List<String> findings, String bean, String finding) {
        if (beans.exists(VALUES + bean)) {
            findings.add(finding);
        }
    }

    /** For numbers from 1 on: 0 and less are no bound. */
    private static Predicate<Object> atMost(long most) {
        return value -> value instanceof Number number && number.longValue() > 0 && number.longValue() <= most;
    }
}
