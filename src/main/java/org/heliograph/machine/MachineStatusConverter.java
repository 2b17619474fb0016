package org.heliograph.machine;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link MachineStatus} as its {@link MachineStatus#text()}. */
@Converter(autoApply = true)
public class MachineStatusConverter implements AttributeConverter<MachineStatus, String> {
    @Override
    public String convertToDatabaseColumn(MachineStatus status) {
        return status == null ? null : status.text();
    }

    @Override
    public MachineStatus convertToEntityAttribute(String stored) {
        return stored == null ? null : MachineStatus.BY_TEXT.get(stored);
    }
}
