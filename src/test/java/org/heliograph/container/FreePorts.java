package org.heliograph.container;

import org.heliograph.testing.Ports;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds ports for the server that Arquillian starts, before it reads its configuration; each test process has a server of its own. */
class FreePorts implements BeforeAllCallback {
    private static final String HTTP = "container.http.port";
    private static final String MANAGEMENT = "container.management.port";
    /** A property of Payara's process: there the tests run again, without the classes of the test library. */
    private static final String PAYARA = "com.sun.aas.instanceRoot";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty(HTTP) != null || System.getProperty(PAYARA) != null) {
            return;
        }
        System.setProperty(HTTP, Integer.toString(Ports.free()));
        System.setProperty(MANAGEMENT, Integer.toString(Ports.free()));
    }
}
