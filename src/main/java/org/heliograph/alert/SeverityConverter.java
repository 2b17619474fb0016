package org.heliograph.alert;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link Severity} as the word that the wire uses as well. */
@Converter(autoApply = true)
public class SeverityConverter implements AttributeConverter<Severity, String> {
    @Override
    public String convertToDatabaseColumn(Severity severity) {
        return severity == null ? null : severity.text();
    }

    @Override
    public Severity convertToEntityAttribute(String stored) {
        return Severity.parse(stored).orElse(null);
    }
}
