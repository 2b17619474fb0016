package org.heliograph.machine;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.persistence.EnumText;

/** The status of a machine. */
public enum MachineStatus {
    /** Its agent sends heartbeats. */
    ONLINE,
    /** Its agent signed off, or heartbeats stopped. */
    OFFLINE,
    /** It is registered, without a heartbeat so far. */
    PENDING,
    /** Set by an administrator: heartbeats are recorded, but only the data API changes the status. */
    QUARANTINED;

    /** The statuses by {@link #text()}. */
    public static final Map<String, MachineStatus> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MachineStatus::text, Function.identity()));

    /** The word on the wire and in the database. */
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
