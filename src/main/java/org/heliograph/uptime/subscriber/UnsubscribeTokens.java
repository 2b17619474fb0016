package org.heliograph.uptime.subscriber;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PrivateKey;
import java.util.Optional;
import org.heliograph.identity.key.SecretCipher;
import org.heliograph.identity.key.SigningKey;

/**
 * The tokens in links to unsubscribe: the subscriber's id, encrypted, so that each mail can have one and none is stored. They hold until the
 * signing key is replaced twice.
 */
@ApplicationScoped
public class UnsubscribeTokens {
    private static final String PURPOSE = "heliograph unsubscribe tokens v1";
    private static final int LONGEST = 200;

    private SecretCipher cipher;

    /** For the container's proxies. */
    protected UnsubscribeTokens() {}

    @Inject
    UnsubscribeTokens(SigningKey signingKey) {
        cipher = new SecretCipher(signingKey, PURPOSE);
    }

    UnsubscribeTokens(PrivateKey signingKey) {
        cipher = new SecretCipher(signingKey, PURPOSE);
    }

    /** A new token of a subscriber. */
    String create(String subscriberId) {
        return cipher.seal(subscriberId);
    }

    /** The subscriber's id; empty for a text that is no such token. */
    Optional<String> read(String token) {
        return token.length() > LONGEST ? Optional.empty() : cipher.open(token);
    }
}
