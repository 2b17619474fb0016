package org.heliograph.alert.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.heliograph.identity.SecureTokens;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Checks the shared secret of the webhook. Without a configured secret every call is refused. */
@ApplicationScoped
public class WebhookSecret {
    private static final String SCHEME = "Bearer ";

    private Optional<byte[]> expected = Optional.empty();

    /** For the container's proxy. */
    protected WebhookSecret() {}

    @Inject
    WebhookSecret(Configuration configuration) {
        expected = configuration.find(MonitoringSettings.WEBHOOK_SECRET).map(WebhookSecret::digest);
    }

    /**
     * Compares digests in constant time.
     *
     * @param authorization the header; null when it is missing
     * @throws ApiException 401 unless it carries the secret as Bearer
     */
    void require(String authorization) {
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        byte[] given = digest(bearer ? authorization.substring(SCHEME.length()).strip() : "");
        if (!bearer || expected.isEmpty() || !MessageDigest.isEqual(given, expected.get())) {
            throw ApiException.unauthorized("The shared secret of the webhook is missing or wrong.");
        }
    }

    private static byte[] digest(String secret) {
        return SecureTokens.hash(secret).getBytes(StandardCharsets.US_ASCII);
    }
}
