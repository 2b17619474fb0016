package org.heliograph.alert;

import java.util.Locale;
import java.util.Optional;

/** What has become of an alert. */
public enum AlertStatus {
    /** Nobody has said anything about it. */
    OPEN,
    /** Somebody looks after it. */
    ACKNOWLEDGED,
    /** It is over; this is final. */
    RESOLVED;

    /** As it is written on the wire and in the table. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, in whatever case. */
    public static Optional<AlertStatus> parse(String text) {
        for (AlertStatus status : values()) {
            if (status.text().equalsIgnoreCase(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
