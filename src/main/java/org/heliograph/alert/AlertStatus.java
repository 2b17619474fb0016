package org.heliograph.alert;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Optional;
import org.heliograph.persistence.EnumText;

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
        return EnumText.of(this);
    }

    /** By its word, in whatever case. */
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
