package org.heliograph.text;

import java.util.function.IntPredicate;

/** Replaces characters that a log, a page or a database cannot have in a text. */
public final class TextCleaner {
    private static final int REPLACEMENT = '\uFFFD';

    private TextCleaner() {}

    /**
     * A text on one line; null stays null. Control and invisible characters, line separators and unpaired surrogates become spaces. A longer
     * text is cut, and never in the middle of a character.
     *
     * @param longest characters of Java, in which H2 measures its columns; PostgreSQL counts no more of them
     */
    public static String line(String text, int longest) {
        if (text == null) {
            return null;
        }
        // what is replaced has one or two characters: of a very long text only the beginning is looked at
        String beginning = text.length() > longest + 1 ? text.substring(0, longest + 1) : text;
        String line = replace(beginning, TextCleaner::breaksLines, ' ');
        int end = Math.min(line.length(), longest);
        boolean cutsPair = end < line.length() && end > 0 && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, cutsPair ? end - 1 : end);
    }

    /** Replaces NUL and unpaired surrogates, which databases refuse. */
    public static String storable(String text) {
        return replace(text, point -> point == 0 || isSurrogate(point), REPLACEMENT);
    }

    /** Replaces what an XML document cannot have, not even encoded (XML 1.0, 2.2). */
    public static String xml(String text) {
        return replace(text, point -> !isXml(point), REPLACEMENT);
    }

    private static String replace(String text, IntPredicate unfit, int replacement) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().map(point -> unfit.test(point) ? replacement : point).forEach(replaced::appendCodePoint);
        return replaced.toString();
    }

    private static boolean breaksLines(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || isSurrogate(point);
    }

    private static boolean isSurrogate(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }
}
