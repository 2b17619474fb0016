package org.heliograph.identity.factor;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heliograph.identity.SecureTokens;

/** Makes codes for the time when the app is lost: sixteen letters and digits that people do not confuse, eighty random bits. */
final class RecoveryCodes {
    static final int COUNT = 10;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz023456789";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    static List<String> create() {
        List<String> codes = new ArrayList<>();
        for (int one = 0; one < COUNT; one++) {
            StringBuilder code = new StringBuilder();
            for (int letter = 0; letter < LENGTH; letter++) {
                code.append(letter > 0 && letter % GROUP == 0 ? "-" : "")
                        .append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            codes.add(code.toString());
        }
        return codes;
    }

    /** The stored form of a code, however its holder writes it. */
    static String hash(String code) {
        return SecureTokens.hash(
                "recovery-code:" + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
