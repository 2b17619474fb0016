package org.heliograph.testing;

import java.nio.file.Path;
import java.util.Map;

/** What a server of the tests is set to unless a test says otherwise. */
public final class Standard {
    /** The password of the demo accounts. */
    public static final String PASSWORD = "heliograph-demo";

    private Standard() {}

    static Map<String, String> settings(Path folder) {
        return Map.of(
                "HELIOGRAPH_DB_URL",
                "jdbc:h2:file:" + folder.resolve("h2/heliograph") + ";WRITE_DELAY=0",
                "HELIOGRAPH_DATA_DIR",
                folder.resolve("data").toString(),
                "HELIOGRAPH_DEMO",
                "true",
                "HELIOGRAPH_DEMO_MACHINES",
                "0",
                "HELIOGRAPH_JWT_SECRET",
                Tokens.SECRET,
                "HELIOGRAPH_JWT_CLAIM_ORGANIZATIONS",
                Tokens.ORGANIZATIONS_CLAIM,
                "MP_JWT_VERIFY_PUBLICKEY",
                Tokens.publicKeyText(),
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER,
                "MP_JWT_VERIFY_AUDIENCES",
                Tokens.AUDIENCE);
    }
}
