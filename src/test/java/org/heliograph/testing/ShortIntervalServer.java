package org.heliograph.testing;

import java.util.Map;

/** A server with periods of seconds instead of minutes and a generous frame limit. */
public final class ShortIntervalServer {
    /** Silence after which a socket or machine times out there. */
    public static final int SILENCE_SECONDS = 3;

    /** Maximum number of sockets per user there. */
    public static final int SOCKETS = 30;

    /** Size of a screen's outbox there. */
    public static final int ALERTS = 16;

    /** How long a source must be silent there before what a user resolved fires anew. */
    public static final int ALERTS_SILENCE_SECONDS = 4;

    static final String NAME = "hasty";

    private static Server server;

    private ShortIntervalServer() {}

    /** The instance shared by all tests, started at the first call. */
    public static synchronized Server server() {
        if (server == null) {
            String silence = "PT" + SILENCE_SECONDS + "S";
            server = Server.start(
                    NAME,
                    Map.ofEntries(
                            Map.entry("HELIOGRAPH_FLEET_SILENCE", silence),
                            Map.entry("HELIOGRAPH_FLEET_CHECK", "PT1S"),
                            Map.entry("HELIOGRAPH_PING_INTERVAL", "PT1S"),
                            Map.entry("HELIOGRAPH_METRICS_TOKEN", TestSettings.METRICS_TOKEN),
                            Map.entry("HELIOGRAPH_MACHINE_SILENCE", silence),
                            Map.entry("HELIOGRAPH_MACHINE_GRACE", "PT0S"),
                            Map.entry("HELIOGRAPH_MACHINE_CLEANUP", "PT1S"),
                            Map.entry("HELIOGRAPH_ALERTS_HEARTBEAT", "PT1S"),
                            Map.entry("HELIOGRAPH_ALERTS_SILENCE", "PT" + ALERTS_SILENCE_SECONDS + "S"),
                            Map.entry("HELIOGRAPH_ALERTS_OUTBOX", "" + ALERTS),
                            // a screen may stall for long on a busy machine
                            Map.entry("HELIOGRAPH_SEND_TIMEOUT", "PT5M"),
                            Map.entry("HELIOGRAPH_LIMIT_FRAMES", "100000"),
                            Map.entry("HELIOGRAPH_PAGE_POLLING", "PT1S"),
                            Map.entry("HELIOGRAPH_PAGE_RECONNECT", "PT0.5S"),
                            Map.entry("HELIOGRAPH_PAGE_PING", "PT0.5S"),
                            Map.entry("HELIOGRAPH_UPTIME_DETECTOR", "PT1S"),
                            Map.entry("HELIOGRAPH_UPTIME_GRACE", "PT0S"),
                            Map.entry("HELIOGRAPH_UPTIME_INTERVAL", "PT1S"),
                            Map.entry("HELIOGRAPH_LIMIT_SOCKETS_USER", "" + SOCKETS)));
        }
        return server;
    }
}
