package org.heliograph.alert;

import java.util.Locale;
import java.util.Optional;

/** The state of an alert. */
public enum AlertStatus {
    /** Not acknowledged yet. */
    OPEN,
    /** Somebody works on it. */
    ACKNOWLEDGED,
    /** Over; final. */
    RESOLVED;

    /** The word on the wire and in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word, in any case; empty for another word. */
    public static Optional<AlertStatus> parse(String text) {
        for (AlertStatus status : values()) {
            if (status.text().equalsIgnoreCase(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
