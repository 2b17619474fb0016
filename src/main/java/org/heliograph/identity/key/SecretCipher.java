package org.heliograph.identity.key;

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

/**
 * Encrypts secrets that are stored and must be read back, with AES-256-GCM. Each purpose has a key of its own, which follows from the
 * installation's signing key (docs/adr/0040-push-tokens.md).
 */
public final class SecretCipher {
    private static final String PREFIX = "v1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    /** Those of the signing keys before and after, while keys are rotated. */
    private final Optional<SecretKeySpec> previous;

    private final Optional<SecretKeySpec> next;

    /** @param purpose part of the derivation of the key; never changed */
    public SecretCipher(SigningKey signingKey, String purpose) {
        key = derived(signingKey.privateKey(), purpose);
        previous = signingKey.previousPrivateKey().map(other -> derived(other, purpose));
        next = signingKey.nextPrivateKey().map(other -> derived(other, purpose));
    }

    /** With one key only. */
    public SecretCipher(PrivateKey signingKey, String purpose) {
        key = derived(signingKey, purpose);
        previous = Optional.empty();
        next = Optional.empty();
    }

    /** Encrypts a text. Each call has another result. */
    public String seal(String text) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] encrypted = run(key, Cipher.ENCRYPT_MODE, iv, text.getBytes(StandardCharsets.UTF_8), 0);
        byte[] sealed = Arrays.copyOf(iv, IV_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, sealed, IV_BYTES, encrypted.length);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Decrypts what {@link #seal} returned, also with a key that is known while keys are rotated; empty when that was with another one. */
    public Optional<String> open(String sealed) {
        return open(key, sealed).or(() -> openPrevious(sealed)).or(() -> next.flatMap(other -> open(other, sealed)));
    }

    /** Decrypts what the key before has encrypted. */
    public Optional<String> openPrevious(String sealed) {
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
    private static SecretKeySpec derived(PrivateKey signingKey, String purpose) {
        byte[] secret = ((ECPrivateKey) signingKey).getS().toByteArray();
        byte[] extracted = hmac(new byte[32], secret);
        byte[] info = (purpose + "\u0001").getBytes(StandardCharsets.UTF_8);
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
