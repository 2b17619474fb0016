package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.key.SigningKey;

/**
 * The stored forms of push tokens (docs/adr/0040-push-tokens.md): the token encrypted with a key that follows from the installation's
 * signing key, since scripts of administrators read it back, and its hash, by which a pulse finds its monitor.
 */
@ApplicationScoped
public class PushTokens {
    private static final String PREFIX = "v1:";
    private static final String PURPOSE = "heliograph push tokens v1";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretKeySpec key;
    /** Those of the signing keys before and after, while keys are rotated. */
    private Optional<SecretKeySpec> previous = Optional.empty();

    private Optional<SecretKeySpec> next = Optional.empty();

    /** For the container's proxies. */
    protected PushTokens() {}

    @Inject
    PushTokens(SigningKey signingKey) {
        this(signingKey.privateKey());
        previous = signingKey.previousPrivateKey().map(PushTokens::derived);
        next = signingKey.nextPrivateKey().map(PushTokens::derived);
    }

    PushTokens(PrivateKey signingKey) {
        key = derived(signingKey);
    }

    /** The hash of a token, which does not depend on the key: pulses arrive also after the key was replaced. */
    public static String hash(String token) {
        return SecureTokens.hash("push:" + token);
    }

    /** Encrypts a token. Each call has another result. */
    public String seal(String token) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] text = run(key, Cipher.ENCRYPT_MODE, iv, token.getBytes(StandardCharsets.UTF_8), 0);
        byte[] sealed = Arrays.copyOf(iv, IV_BYTES + text.length);
        System.arraycopy(text, 0, sealed, IV_BYTES, text.length);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Decrypts what {@link #seal} returned, also with a key that is known while keys are rotated; empty when that was with another one. */
    public Optional<String> open(String sealed) {
        return open(key, sealed).or(() -> openPrevious(sealed)).or(() -> next.flatMap(other -> open(other, sealed)));
    }

    /** The text of a token that the key before has encrypted. */
    Optional<String> openPrevious(String sealed) {
        return previous.flatMap(other -> open(other, sealed));
    }

    private static Optional<String> open(SecretKeySpec key, String sealed) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length()));
            byte[] text = run(key, Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, IV_BYTES), bytes, IV_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    private static byte[] run(SecretKeySpec key, int mode, byte[] iv, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** HKDF (RFC 5869) with one block: a key for this purpose alone. */
    private static SecretKeySpec derived(PrivateKey signingKey) {
        byte[] secret = ((ECPrivateKey) signingKey).getS().toByteArray();
        byte[] extracted = hmac(new byte[32], secret);
        byte[] info = (PURPOSE + "\u0001").getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(hmac(extracted, info), "AES");
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }
}
