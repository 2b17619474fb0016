package org.heliograph.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A kind of application server, chosen by {@code heliograph.server}. Tests do not depend on the kind. */
interface ServerKind {
    /**
     * Lays out an instance in a folder of its own, unless an earlier start did, and starts it with the WAR on loopback.
     * Returns before it is ready.
     *
     * @param environment the settings of Heliograph, as environment variables
     */
    ServerInstance start(String name, Path folder, Map<String, String> environment) throws IOException;

    static ServerKind chosen() {
        String kind = System.getProperty("heliograph.server", "wildfly");
        return switch (kind) {
            case "wildfly" -> new WildFlyServer();
            case "payara" -> new PayaraServer();
            default -> throw new IllegalStateException("heliograph.server cannot be " + kind);
        };
    }
}
