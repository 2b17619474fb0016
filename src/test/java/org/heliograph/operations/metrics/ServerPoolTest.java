package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.Test;

class ServerPoolTest {
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    @Test
    void aServerWithoutSuchStatisticsHasNone() {
        ServerPool pool = new ServerPool(beans);

        assertThat(pool.available()).isFalse();
        assertThat(pool.number("InUseCount")).isNaN();
    }

    @Test
    void theScriptSwitchesThemOn() throws Exception {
        assertThat(Files.readString(Path.of("server-config/wildfly/heliograph.cli")))
                .containsPattern("data-source=HeliographDS:add\\(.*statistics-enabled=true");
    }
}
