package org.heliograph.operations.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.LoggedRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerCheckTest {
    @RegisterExtension
    final LoggedRecords records = new LoggedRecords(ServerCheck.class);

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private boolean readable = true;

    private final ServerConfiguration server = new ServerConfiguration() {
        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public boolean isReadable() {
            return readable;
        }

        @Override
        public String script() {
            return "acme/heliograph.script";
        }

        @Override
        public List<String> findings() {
            if (!readable) {
                throw new UnreadableException("a value", null);
            }
            return found;
        }
    };

    private final ServerCheck check = new ServerCheck(
            new Configuration(name -> Optional.ofNullable(settings.get(name))),
            new ManagementBeans(beans),
            List.of(server));

    @Test
    void everythingThatIsMissingIsOneRecord() {
        found.add("/console is open");
        found.add("its connections are not limited");

        check.run();

        assertThat(records.messages())
                .containsExactly("this server can be stopped or entered by strangers more easily than it must:"
                        + " /console is open; its connections are not limited; run server-config/acme/heliograph.script"
                        + " (docs/operations.md)");
    }

    @Test
    void aServerThatLacksNothingIsSaidToBeConfigured() {
        check.run();

        assertThat(records.messages())
                .containsExactly("the server is configured as server-config/acme/heliograph.script does it");
    }

    @Test
    void aServerThatCannotBeReadIsNotSaidToBeConfigured() {
        readable = false;

        check.run();

        assertThat(records.messages()).containsExactly("the configuration of the server cannot be checked");
    }

    @Test
    void aCheckThatFailsInAnyOtherWayIsSaidOnce() {
        ServerCheck failing = new ServerCheck(
                new Configuration(name -> Optional.empty()),
                new ManagementBeans(beans),
                List.of(new ServerConfiguration() {
                    @Override
                    public boolean isPresent() {
                        return true;
                    }

                    @Override
                    public boolean isReadable() {
                        throw new IllegalStateException("a defect");
                    }

                    @Override
                    public String script() {
                        return "acme/heliograph.script";
                    }

                    @Override
                    public List<String> findings() {
                        throw new IllegalStateException("a defect");
                    }
                }));

        failing.run();

        assertThat(records.messages()).containsExactly("the configuration of the server cannot be checked");
    }

    @Test
    void fewerDescriptorsThanConnectionsAreFound() throws Exception {
        beans.registerMBean(
                new ReadOnlyBean(Map.of("MaxFileDescriptorCount", 4_096L)),
                new ObjectName("java.lang:type=OperatingSystem"));
        assertThat(check.findings()).hasSize(1).first().asString().contains("4096", "15000");

        settings.put("heliograph.http.connections", "3000");
        assertThat(check.findings()).isEmpty();
    }

    @Test
    void aJvmThatGoesOnWithoutMemoryIsFound() {
        ServerCheck ofThisJvm = new ServerCheck(
                new Configuration(name -> Optional.of("100")),
                new ManagementBeans(ManagementFactory.getPlatformMBeanServer()),
                List.of());

        assertThat(ofThisJvm.findings()).anyMatch(found -> found.contains("ExitOnOutOfMemoryError"));
    }
}
