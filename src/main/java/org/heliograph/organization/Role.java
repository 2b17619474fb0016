package org.heliograph.organization;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Optional;
import org.heliograph.persistence.EnumText;

/** What somebody may do in an organisation, from least to most. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    /** The role of that name, in any case; empty for anything else. */
    public static Optional<Role> parse(String name) {
        return EnumText.parse(Role.class, name);
    }

    /** May change machines, keys and members. */
    public boolean administers() {
        return this != MEMBER;
    }

    /** As it is written on the wire and in the table. */
    public String text() {
        return EnumText.of(this);
    }

    /** Stores a constant as its word. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<Role, String> {
        @Override
        public String convertToDatabaseColumn(Role role) {
            return EnumText.of(role);
        }

        @Override
        public Role convertToEntityAttribute(String stored) {
            return EnumText.ofColumn(Role.class, stored);
        }
    }
}
