package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PrivateKey;
import java.util.Optional;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.key.SecretCipher;
import org.heliograph.identity.key.SigningKey;

/**
 * The stored forms of push tokens (docs/adr/0040-push-tokens.md): the token encrypted with a key that follows from the installation's
 * signing key, since scripts of administrators read it back, and its hash, by which a pulse finds its monitor.
 */
@ApplicationScoped
public class PushTokens {
    private static final String PURPOSE = "heliograph push tokens v1";

    private SecretCipher cipher;

    /** For the container's proxies. */
    protected PushTokens() {}

    @Inject
    PushTokens(SigningKey signingKey) {
        cipher = new SecretCipher(signingKey, PURPOSE);
    }

    PushTokens(PrivateKey signingKey) {
        cipher = new SecretCipher(signingKey, PURPOSE);
    }

    /** The hash of a token, which does not depend on the key: pulses arrive also after the key was replaced. */
    public static String hash(String token) {
        return SecureTokens.hash("push:" + token);
    }

    /** Encrypts a token. Each call has another result. */
    public String seal(String token) {
        return cipher.seal(token);
    }

    /** Decrypts what {@link #seal} returned, also with a key that is known while keys are rotated; empty when that was with another one. */
    public Optional<String> open(String sealed) {
        return cipher.open(sealed);
    }

    /** The text of a token that the key before has encrypted. */
    Optional<String> openPrevious(String sealed) {
        return cipher.openPrevious(sealed);
    }
}
