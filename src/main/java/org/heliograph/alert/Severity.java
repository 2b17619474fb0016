package org.heliograph.alert;

import java.util.Locale;
import java.util.Optional;

/** How bad it is. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    /** As it is written on the wire and in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, in whatever case. */
    public static Optional<Severity> parse(String text) {
        for (Severity severity : values()) {
            if (severity.text().equalsIgnoreCase(text)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
