package org.heliograph.alert.refusal;

import org.heliograph.text.TextCleaner;

/**
 * A report that was not taken. Those with equal source and message are of one kind.
 *
 * @param source  the system that sent it
 * @param message why it was refused, as a sentence for people
 * @param example the beginning of the report, so that its sender can be found; may be empty
 * @param reports how many reports of this kind there are
 */
public record Refusal(String source, String message, String example, long reports) {
    private static final int LONGEST_SOURCE = 64;
    private static final int LONGEST_TEXT = 500;

    /**
     * Control characters are replaced and long texts are cut: what another system sends gets into the log.
     */
    public Refusal {
        source = line(source, LONGEST_SOURCE);
        message = line(message, LONGEST_TEXT);
        example = line(example, LONGEST_TEXT);
    }

    /** One report. */
    public Refusal(String source, String message, String example) {
        this(source, message, example, 1);
    }

    private static String line(String text, int longest) {
        String line = TextCleaner.line(text, longest);
        return line.isBlank() ? "" : line;
    }
}
