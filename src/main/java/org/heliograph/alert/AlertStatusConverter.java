package org.heliograph.alert;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores an {@link AlertStatus} as the word that the wire uses as well. */
@Converter(autoApply = true)
public class AlertStatusConverter implements AttributeConverter<AlertStatus, String> {
    @Override
    public String convertToDatabaseColumn(AlertStatus status) {
        return status == null ? null : status.text();
    }

    @Override
    public AlertStatus convertToEntityAttribute(String stored) {
        return AlertStatus.parse(stored).orElse(null);
    }
}
