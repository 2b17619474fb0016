package org.heliograph.machine;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.persistence.EnumText;

/** How a machine is. */
public enum MachineStatus {
    /** Its agent reports. */
    ONLINE,
    /** Its agent said good-bye, or fell silent. */
    OFFLINE,
    /** It is registered, and its agent has not reported yet. */
    PENDING,
    /** An administrator keeps it apart: its reports are noted, and only people change its status. */
    QUARANTINED;

    /** By the word that the wire uses. */
    public static final Map<String, MachineStatus> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MachineStatus::text, Function.identity()));

    /** As it is written on the wire and in the table. */
    public String text() {
        return EnumText.of(this);
    }

    /** Stores a constant as its word. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<MachineStatus, String> {
        @Override
        public String convertToDatabaseColumn(MachineStatus status) {
            return EnumText.of(status);
        }

        @Override
        public MachineStatus convertToEntityAttribute(String stored) {
            return EnumText.ofColumn(MachineStatus.class, stored);
        }
    }
}
