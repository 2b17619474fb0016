package org.heliograph.operations.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraConfigurationTest {
    private static final String LOG_HANDLER = "com.sun.enterprise.server.logging.GFFileHandler.";

    private static final String CONFIGURED = """
            <domain>
              <servers>
                <server name="node" config-ref="other-config"/>
                <server name="server" config-ref="server-config"/>
              </servers>
              <configs>
                <config name="server-config">
                  <iiop-service>
                    <iiop-listener id="SSL" port="3820" enabled="false"/>
                  </iiop-service>
                  <admin-service><jmx-connector name="system" port="8686" enabled="false"/></admin-service>
                  <transaction-service timeout-in-seconds="120"/>
                  <hazelcast-config-specific-configuration enabled="false"/>
                  <microprofile-metrics-configuration enabled="false"/>
                  <microprofile-healthcheck-configuration endpoint="mp-health" enabled="false"/>
                  <jms-service type="DISABLED"/>
                  <network-config>
                    <protocols>
                      <protocol name="http-listener-1">
                        <http http2-enabled="false" xpowered-by="false" server-header="false" timeout-seconds="30"
                              default-virtual-server="server" header-buffer-length-bytes="65536"/>
                      </protocol>
                      <protocol name="http-listener-2" security-enabled="true">
                        <http xpowered-by="false" server-header="false" default-virtual-server="server"/>
                      </protocol>
                      <protocol name="admin-listener"><http default-virtual-server="__asadmin"/></protocol>
                    </protocols>
                    <network-listeners>
                      <network-listener protocol="http-listener-1" name="http-listener-1" transport="tcp"/>
                      <network-listener protocol="http-listener-2" name="http-listener-2" transport="tcp"/>
                      <network-listener protocol="admin-listener" name="admin-listener" address="127.0.0.1" transport="tcp"/>
                    </network-listeners>
                    <transports>
                      <transport name="tcp" max-connections-count="${MPCONFIG=heliograph.http.connections}"/>
                    </transports>
                  </network-config>
                  <thread-pools>
                    <thread-pool name="http-thread-pool" max-thread-pool-size="${MPCONFIG=heliograph.http.threads}"/>
                  </thread-pools>
                </config>
                <config name="other-config">
                  <jms-service type="EMBEDDED"/>
                </config>
              </configs>
            </domain>
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> logging = new HashMap<>();
    private PayaraConfiguration configuration;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        logging.put(LOG_HANDLER + "rotationLimitInBytes", "50000000");
        logging.put(LOG_HANDLER + "maxHistoryFiles", "19");
        configuration = of("server");
    }

    private PayaraConfiguration of(String instance) {
        return new PayaraConfiguration(Optional.of(folder.toString()), instance, logging::get);
    }

    private void write(String domain) throws IOException {
        Files.writeString(folder.resolve("config/domain.xml"), domain);
    }

    @Test
    void aDomainThatTheScriptHasConfiguredLacksNothing() throws IOException {
        write(CONFIGURED);

        assertThat(configuration.isPresent()).isTrue();
        assertThat(configuration.findings()).isEmpty();
    }

    @Test
    void aStockDomainIsFoundOpen() throws IOException {
        write(CONFIGURED
                .replaceAll(" (enabled|address|http2-enabled|xpowered-by|server-header)=\"[^\"]*\"", "")
                .replaceAll(" (timeout-in-seconds|max-connections-count|max-thread-pool-size)=\"[^\"]*\"", "")
                .replace("DISABLED", "EMBEDDED"));
        logging.clear();

        assertThat(configuration.findings())
                .containsExactly(
                        "http-listener-1 upgrades to HTTP/2 without TLS",
                        "http-listener-1 names the server and its version",
                        "http-listener-2 names the server and its version",
                        "its administration (admin-listener) answers other machines",
                        "/metrics is open",
                        "its own health is open",
                        "IIOP is open",
                        "JMX is open",
                        "JMS is open",
                        "the data grid is open",
                        "its transactions may take any time",
                        "requests that wait for the database may take all of its threads",
                        "the size of its log is not limited");
    }

    @Test
    void valuesThatAreNoBoundAreFound() throws IOException {
        write(CONFIGURED
                .replace("timeout-seconds=\"30\"", "timeout-seconds=\"-1\" trace-enabled=\"true\"")
                .replace("header-buffer-length-bytes=\"65536\"", "header-buffer-length-bytes=\"1048576\"")
                .replace("${MPCONFIG=heliograph.http.connections}", "-1")
                .replace("timeout-in-seconds=\"120\"", "timeout-in-seconds=\"0\""));
        logging.put(LOG_HANDLER + "maxHistoryFiles", "0");

        assertThat(configuration.findings())
                .containsExactly(
                        "http-listener-1 answers TRACE",
                        "connections to http-listener-1 may be idle for longer than half a minute",
                        "headers to http-listener-1 may have more than 64 KiB",
                        "connections to http-listener-1 are not limited",
                        "connections to http-listener-2 are not limited",
                        "its transactions may take any time",
                        "the size of its log is not limited");
    }

    @Test
    void aListenerThatIsOffIsNotChecked() throws IOException {
        write(CONFIGURED
                .replace("http2-enabled=\"false\"", "")
                .replace("name=\"http-listener-1\" transport", "name=\"http-listener-1\" enabled=\"false\" transport"));

        assertThat(configuration.findings()).isEmpty();
    }

    @Test
    void theConfigurationIsThatOfTheInstance() throws IOException {
        write(CONFIGURED);

        assertThat(of("node").findings()).contains("JMS is open", "/metrics is open");
    }

    @Test
    void aDomainThatCannotBeReadIsNotTakenForAGoodOne() throws IOException {
        assertThatThrownBy(configuration::findings)
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("domain.xml");

        write("<!DOCTYPE domain [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><domain>&e;</domain>");
        assertThatThrownBy(configuration::findings).isInstanceOf(UnreadableException.class);
    }

    @Test
    void anotherServerHasNone() {
        assertThat(PayaraConfiguration.ofThisServer().isPresent()).isFalse();
    }
}
