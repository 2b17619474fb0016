package org.heliograph.machine.enrolment;

import org.heliograph.identity.SecureTokens;

/** The text of an auth key: {@code tskey-auth-} and 43 characters of chance. Never stored, shown once. */
record AuthKeyText(String text) {
    private static final String PREFIX = "tskey-auth-";
    private static final int SHOWN = PREFIX.length() + 5;

    static AuthKeyText random() {
        return new AuthKeyText(SecureTokens.newToken(PREFIX));
    }

    /** Enough to know a key by, and far too little to use it. */
    String prefix() {
        return text.substring(0, SHOWN);
    }

    String hash() {
        return SecureTokens.hash(text);
    }

    /** Keeps the text out of every log. */
    @Override
    public String toString() {
        return "an auth key";
    }
}
