package org.heliograph.testing;

import java.util.Map;

/**
 * A server whose alerts need a sign-in or a screen token, as outside of the demo, whose alerts and status pages are for pages of one other
 * origin, whose organisations have few machines, and that sends mail.
 */
public final class RestrictedAlertsServer {
    /** Maximum number of machines of an organisation there. */
    public static final int MACHINES = 2;

    /** Its address in mails. */
    public static final String PUBLIC_URL = "https://fleet.acme.test";

    /** What it mails. */
    public static final FakeMailServer MAIL = new FakeMailServer(null);

    private static Server server;

    private RestrictedAlertsServer() {}

    /** The instance shared by all tests, started at the first call. */
    public static synchronized Server server() {
        if (server == null) {
            server = Server.start(
                    "restricted",
                    Map.of(
                            "HELIOGRAPH_ALERTS_SIGNIN",
                            "true",
                            "HELIOGRAPH_ORIGINS_ALERTS",
                            TestSettings.CONFIGURED_ORIGIN,
                            "HELIOGRAPH_ORIGINS_STATUS",
                            TestSettings.CONFIGURED_ORIGIN,
                            "HELIOGRAPH_MACHINES_LIMIT",
                            "" + MACHINES,
                            "HELIOGRAPH_MAIL_URL",
                            "smtp://127.0.0.1:" + MAIL.port(),
                            "HELIOGRAPH_MAIL_FROM",
                            "fleet@acme.test",
                            "HELIOGRAPH_PUBLIC_URL",
                            PUBLIC_URL));
        }
        return server;
    }
}
