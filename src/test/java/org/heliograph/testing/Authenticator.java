package org.heliograph.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The authenticator app of a person, written apart from the server's code (RFC 4226, RFC 6238).
 *
 * @param secret in base32, without padding
 */
public record Authenticator(String secret) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** The code of now. */
    public String code() {
        return code(0);
    }

    /** The code of the next half minute, which the server accepts as well. */
    public String nextCode() {
        return code(1);
    }

    private String code(int steps) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key(), "HmacSHA1"));
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(Instant.now().getEpochSecond() / 30 + steps)
                    .array()));
            int number = hash.getInt(hash.get(19) & 15) & Integer.MAX_VALUE;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** 32 letters are 20 bytes. */
    private byte[] key() {
        BigInteger number = BigInteger.ONE;
        for (char letter : secret.toCharArray()) {
            number = number.shiftLeft(5).add(BigInteger.valueOf(ALPHABET.indexOf(letter)));
        }
        return Arrays.copyOfRange(number.toByteArray(), 1, 21);
    }
}
