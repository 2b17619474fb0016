package org.heliograph.identity.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heliograph.identity.SecureTokens;

/**
 * A sign-in that has begun in a browser. All of its values follow from a secret in a cookie of that browser, so that no node stores
 * anything, and any node can complete it. The provider sees state and nonce, which do not show the secret, and the verifier only from us.
 */
public final class SignInState {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String secret;

    private SignInState(String secret) {
        this.secret = secret;
    }

    public static SignInState create() {
        return new SignInState(SecureTokens.newToken(""));
    }

    /** The sign-in of a secret; empty when the text is none. */
    public static Optional<SignInState> of(String secret) {
        return SECRET.matcher(secret).matches() ? Optional.of(new SignInState(secret)) : Optional.empty();
    }

    /** For the cookie of the browser and nothing else. */
    public String secret() {
        return secret;
    }

    /** What the provider sends back with the browser. */
    public String state() {
        return derive("state");
    }

    /** What the ID token must contain. */
    String nonce() {
        return derive("nonce");
    }

    /** Proves to the provider that the code was asked for by this sign-in (PKCE, RFC 7636). */
    String verifier() {
        return derive("verifier");
    }

    /** The SHA-256 of the verifier, which is sent ahead. */
    String challenge() {
        return digest(verifier());
    }

    /** Whether a text is its state; takes as long for any text of the same length. */
    public boolean matches(String text) {
        return text != null
                && MessageDigest.isEqual(
                        state().getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    private String derive(String purpose) {
        return digest(purpose + ":" + secret);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SignInState";
    }
}
