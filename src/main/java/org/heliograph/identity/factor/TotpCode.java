package org.heliograph.identity.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by time (RFC 6238) in the form that every app knows: HMAC-SHA1, six digits, a step of thirty seconds. */
final class TotpCode {
    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";
    /** How far the clock of an app may differ. */
    private static final int TOLERATED_STEPS = 1;

    private TotpCode() {}

    /** The step of a moment. */
    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step (RFC 4226, section 5.3). */
    static String of(byte[] secret, long step) {
        byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /**
     * The step whose code a text is, among those that the clock tolerates.
     *
     * @param after only later steps count: a code works once
     */
    static OptionalLong matchingStep(byte[] secret, String text, Instant now, long after) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        // all of them are compared, so that the time does not depend on which one it is
        for (long step = step(now) - TOLERATED_STEPS; step <= step(now) + TOLERATED_STEPS; step++) {
            boolean same = MessageDigest.isEqual(of(secret, step).getBytes(StandardCharsets.UTF_8), given);
            if (same && step > after && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + ALGORITHM, e);
        }
    }
}
