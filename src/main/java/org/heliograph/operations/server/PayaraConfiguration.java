package org.heliograph.operations.server;

import static org.heliograph.operations.server.DomainConfiguration.attribute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.LogManager;
import org.w3c.dom.Element;

/**
 * Payara shows its configuration to administrators only, not to applications. But it keeps it in {@code domain.xml}, below the folder that
 * a system property names. What has been changed since the last start is seen as well, though it is in force only after the next.
 */
final class PayaraConfiguration implements ServerConfiguration {
    private static final String LOG_HANDLER = "com.sun.enterprise.server.logging.GFFileHandler.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final String UNBOUNDED = "0";
    private static final long MAX_IDLE_SECONDS = 30;

    private final Optional<String> root;
    private final String instance;
    private final UnaryOperator<String> logging;

    /**
     * @param root     folder of the instance; empty on another server
     * @param instance its name
     * @param logging  reads a property of the server's logging; null when it has no value
     */
    PayaraConfiguration(Optional<String> root, String instance, UnaryOperator<String> logging) {
        this.root = root;
        this.instance = instance;
        this.logging = logging;
    }

    static PayaraConfiguration ofThisServer() {
        return new PayaraConfiguration(
                Optional.ofNullable(System.getProperty("com.sun.aas.instanceRoot")),
                System.getProperty("com.sun.aas.instanceName", "server"),
                name -> LogManager.getLogManager().getProperty(name));
    }

    @Override
    public boolean isPresent() {
        return root.isPresent();
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public String script() {
        return "payara/heliograph.asadmin";
    }

    @Override
    public List<String> findings() {
        DomainConfiguration domain =
                DomainConfiguration.read(Path.of(root.orElseThrow(), "config/domain.xml"), instance);
        List<String> findings = new ArrayList<>();
        domain.all("network-listener").stream()
                .filter(DomainConfiguration::isEnabled)
                .forEach(listener -> ofListener(domain, listener, findings));
        if (!isOff(domain, "microprofile-metrics-configuration")) {
            findings.add("/metrics is open");
        }
        if (!isOff(domain, "microprofile-healthcheck-configuration")) {
            findings.add("its own health is open");
        }
        ofOtherPorts(domain, findings);
        ofLimits(domain, findings);
        return findings;
    }

    /** Both are on in a domain that does not say anything of them. */
    private static boolean isOff(DomainConfiguration domain, String part) {
        return domain.attribute(part, "enabled").filter("false"::equals).isPresent();
    }

    private static void ofListener(DomainConfiguration domain, Element listener, List<String> findings) {
        String name = listener.getAttribute("name");
        Optional<Element> protocol = domain.one("protocol", listener.getAttribute("protocol"));
        Optional<Element> http =
                protocol.map(found -> found.getElementsByTagName("http")).map(found -> (Element) found.item(0));
        boolean administration = name.contains("admin")
                || http.filter(found ->
                                found.getAttribute("default-virtual-server").equals("__asadmin"))
                        .isPresent();
        if (administration) {
            if (!LOOPBACK.contains(listener.getAttribute("address"))) {
                findings.add("its administration (" + name + ") answers other machines");
            }
            return;
        }
        boolean tls = protocol.filter(
                        found -> found.getAttribute("security-enabled").equals("true"))
                .isPresent();
        http.ifPresent(found -> ofHttp(name, found, tls, findings));
        Optional<String> connections = domain.one("transport", listener.getAttribute("transport"))
                .flatMap(transport -> attribute(transport, "max-connections-count"));
        // a domain that does not say anything of them takes 4,096
        if (connections.filter(text -> text.startsWith("-")).isPresent()) {
            findings.add("connections to " + name + " are not limited");
        }
    }

    private static void ofHttp(String listener, Element http, boolean tls, List<String> findings) {
        if (!tls && !"false".equals(http.getAttribute("http2-enabled"))) {
            findings.add(listener + " upgrades to HTTP/2 without TLS");
        }
        if (!"false".equals(http.getAttribute("xpowered-by")) || !"false".equals(http.getAttribute("server-header"))) {
            findings.add(listener + " names the server and its version");
        }
        if ("true".equals(http.getAttribute("trace-enabled"))) {
            findings.add(listener + " answers TRACE");
        }
        if (exceeds(http, "timeout-seconds", MAX_IDLE_SECONDS)) {
            findings.add("connections to " + listener + " may be idle for longer than half a minute");
        }
        if (exceeds(http, "header-buffer-length-bytes", 65_536)) {
            findings.add("headers to " + listener + " may have more than 64 KiB");
        }
    }

    /** Also when it is 0 or less, which is no bound. Its default does not exceed. */
    private static boolean exceeds(Element element, String attribute, long most) {
        try {
            return attribute(element, attribute)
                    .map(Long::valueOf)
                    .filter(value -> value <= 0 || value > most)
                    .isPresent();
        } catch (NumberFormatException expression) {
            return false; // the administrator has set it on purpose
        }
    }

    private static void ofOtherPorts(DomainConfiguration domain, List<String> findings) {
        if (domain.all("iiop-listener").stream().anyMatch(DomainConfiguration::isEnabled)) {
            findings.add("IIOP is open");
        }
        if (domain.all("jmx-connector").stream().anyMatch(DomainConfiguration::isEnabled)) {
            findings.add("JMX is open");
        }
        if (!domain.attribute("jms-service", "type").filter("DISABLED"::equals).isPresent()) {
            findings.add("JMS is open");
        }
        if (domain.all("hazelcast-config-specific-configuration").stream().anyMatch(DomainConfiguration::isEnabled)) {
            findings.add("the data grid is open");
        }
    }

    private void ofLimits(DomainConfiguration domain, List<String> findings) {
        Optional<String> transactions = domain.attribute("transaction-service", "timeout-in-seconds");
        if (transactions.isEmpty() || transactions.filter(UNBOUNDED::equals).isPresent()) {
            findings.add("its transactions may take any time");
        }
        Optional<String> threads =
                domain.one("thread-pool", "http-thread-pool").flatMap(pool -> attribute(pool, "max-thread-pool-size"));
        if (threads.isEmpty()) {
            findings.add("requests that wait for the database may take all of its threads");
        }
        if (isUnbounded("rotationLimitInBytes") || isUnbounded("maxHistoryFiles")) {
            findings.add("the size of its log is not limited");
        }
    }

    private boolean isUnbounded(String property) {
        String value = logging.apply(LOG_HANDLER + property);
        return value == null || value.isBlank() || value.equals(UNBOUNDED);
    }
}
