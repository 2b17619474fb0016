package org.heliograph.alert;

import java.util.Locale;
import java.util.Optional;

/** The severity of an alert. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    /** The word on the wire and in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of that word, in any case; empty for another word. */
    public static Optional<Severity> parse(String text) {
        for (Severity severity : values()) {
            if (severity.text().equalsIgnoreCase(text)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
