package org.heliograph.alert;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Optional;
import org.heliograph.persistence.EnumText;

/** The state of an alert. */
public enum AlertStatus {
    /** Not acknowledged yet. */
    OPEN,
    /** A user has acknowledged the alert. */
    ACKNOWLEDGED,
    /** Over; final. */
    RESOLVED;

    /** The word on the wire and in the table. */
    public String text() {
        return EnumText.of(this);
    }

    /** The status of that word, in any case; empty for another word. */
    public static Optional<AlertStatus> parse(String text) {
        return EnumText.parse(AlertStatus.class, text);
    }

    /** Stores a constant as its word. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<AlertStatus, String> {
        @Override
        public String convertToDatabaseColumn(AlertStatus status) {
            return EnumText.of(status);
        }

        @Override
        public AlertStatus convertToEntityAttribute(String stored) {
            return EnumText.ofColumn(AlertStatus.class, stored);
        }
    }
}
