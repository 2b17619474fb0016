package org.heliograph.testing;

import java.util.Map;

/** A server whose periods are seconds where they are minutes, and which counts frames generously. */
public final class Hasty {
    /** How long a socket or a machine may be silent there. */
    public static final int SILENCE_SECONDS = 3;

    private static Server server;

    private Hasty() {}

    /** The one that all tests share, started at the first call. */
    public static synchronized Server server() {
        if (server == null) {
            String silence = "PT" + SILENCE_SECONDS + "S";
            server = Server.start(
                    "hasty",
                    Map.of(
                            "HELIOGRAPH_FLEET_SILENCE", silence,
                            "HELIOGRAPH_FLEET_CHECK", "PT1S",
                            "HELIOGRAPH_PING_INTERVAL", "PT1S",
                            "HELIOGRAPH_MACHINE_SILENCE", silence,
                            "HELIOGRAPH_MACHINE_CLEANUP", "PT1S",
                            "HELIOGRAPH_LIMIT_FRAMES", "100000",
                            "HELIOGRAPH_PAGE_POLLING", "PT1S",
                            "HELIOGRAPH_PAGE_RECONNECT", "PT0.5S",
                            "HELIOGRAPH_PAGE_PING", "PT0.5S"));
        }
        return server;
    }
}
