package org.heliograph.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Default settings of test servers. */
public final class TestSettings {
    /** The password of the demo accounts. */
    public static final String PASSWORD = "heliograph-demo";

    /** An allowed origin on another host. */
    public static final String CONFIGURED_ORIGIN = "https://ops.example";

    /** The secret of the webhook. */
    public static final String WEBHOOK_SECRET = "webhook-secret-of-the-tests";

    /** The token of the metrics, on servers that need one. */
    public static final String METRICS_TOKEN = "metrics-token-of-the-tests";

    /** The password of the database, which tests open while its server is down. */
    public static final String DATABASE_PASSWORD = "database-of-the-tests";

    private TestSettings() {}

    static Map<String, String> settings(Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "HELIOGRAPH_DB_URL",
                "jdbc:h2:file:" + folder.resolve("h2/heliograph") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        settings.put("HELIOGRAPH_DB_PASSWORD", DATABASE_PASSWORD);
        settings.put("HELIOGRAPH_DATA_DIR", folder.resolve("data").toString());
        settings.put("HELIOGRAPH_DEMO", "true");
        settings.put("HELIOGRAPH_DEMO_MACHINES", "0");
        settings.put("HELIOGRAPH_DEMO_ACTIVITY", "false");
        // machines of earlier tests do not become silent, which would be events among those of later ones
        settings.put("HELIOGRAPH_MACHINE_SILENCE", "PT1H");
        settings.put("HELIOGRAPH_ORIGINS_REALTIME", CONFIGURED_ORIGIN);
        settings.put("HELIOGRAPH_WEBHOOK_SECRET", WEBHOOK_SECRET);
        // all tests have one address
        settings.put("HELIOGRAPH_LOGIN_ADDRESS_FAILURES", "1000000");
        settings.put("HELIOGRAPH_AUDIT_FAILURES", "100000");
        // hashes of the default cost would be most of the servers' work
        settings.put("HELIOGRAPH_LOGIN_HASH_ITERATIONS", "10000");
        settings.put("HELIOGRAPH_JWT_SECRET", Tokens.SECRET);
        settings.put("HELIOGRAPH_JWT_CLAIM_ORGANIZATIONS", Tokens.ORGANIZATIONS_CLAIM);
        settings.put("MP_JWT_VERIFY_PUBLICKEY", Tokens.publicKeyText());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_AUDIENCES", Tokens.AUDIENCE);
        return settings;
    }
}
