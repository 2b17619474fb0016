package org.heliograph.container;

import org.heliograph.testing.Ports;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds ports for the server that Arquillian starts, before it reads its configuration; each test process has a server of its own. */
class FreePorts implements BeforeAllCallback {
    private static final String HTTP = "container.http.port";
    private static final String MANAGEMENT = "container.management.port";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty(HTTP) != null) {
            return;
        }
        System.setProperty(HTTP, Integer.toString(Ports.free()));
        System.setProperty(MANAGEMENT, Integer.toString(Ports.free()));
    }
}
