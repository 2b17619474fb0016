package org.heliograph.alert;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Optional;
import org.heliograph.persistence.EnumText;

/** The severity of an alert. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    /** The word on the wire and in the table. */
    public String text() {
        return EnumText.of(this);
    }

    /** The severity of that word, in any case; empty for another word. */
    public static Optional<Severity> parse(String text) {
        return EnumText.parse(Severity.class, text);
    }

    /** Stores a constant as its word. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<Severity, String> {
        @Override
        public String convertToDatabaseColumn(Severity severity) {
            return EnumText.of(severity);
        }

        @Override
        public Severity convertToEntityAttribute(String stored) {
            return EnumText.ofColumn(Severity.class, stored);
        }
    }
}
