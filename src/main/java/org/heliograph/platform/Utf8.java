package org.heliograph.platform;

/** Sizes of texts in UTF-8, the unit of every limit in bytes. */
public final class Utf8 {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8() {}

    /** The number of bytes of a text, without encoding it. An unpaired surrogate counts as three, like the character that replaces it at most. */
    public static int length(CharSequence text) {
        int length = text.length();
        int bytes = length;
        for (int at = 0; at < length; at++) {
            char unit = text.charAt(at);
            if (unit >= TWO_BYTES) {
                // a pair of surrogates is four bytes: two for each
                bytes += isPaired(text, at, unit) ? 1 : 2;
            } else if (unit >= ONE_BYTE) {
                bytes++;
            }
        }
        return bytes;
    }

    private static boolean isPaired(CharSequence text, int at, char unit) {
        return Character.isHighSurrogate(unit)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1))
                || Character.isLowSurrogate(unit) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
