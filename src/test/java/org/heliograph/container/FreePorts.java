package org.heliograph.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        try (ServerSocket http = probe();
                ServerSocket management = probe()) {
            System.setProperty(HTTP, Integer.toString(http.getLocalPort()));
            System.setProperty(MANAGEMENT, Integer.toString(management.getLocalPort()));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static ServerSocket probe() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
