package org.heliograph.container;

import java.util.List;
import org.heliograph.testing.Ports;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds ports for the server that Arquillian starts, before it reads its configuration; each test process has a server of its own. */
class FreePorts implements BeforeAllCallback {
    private static final String HTTP = "container.http.port";
    private static final String MANAGEMENT = "container.management.port";
    /** Properties of the server's process: there the tests run again, without the classes of the test library. */
    private static final List<String> SERVERS = List.of("com.sun.aas.instanceRoot", "jboss.server.base.dir");

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty(HTTP) != null
                || SERVERS.stream().anyMatch(property -> System.getProperty(property) != null)) {
            return;
        }
        System.setProperty(HTTP, Integer.toString(Ports.free()));
        System.setProperty(MANAGEMENT, Integer.toString(Ports.free()));
    }
}
