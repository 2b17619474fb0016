package org.heliograph.organization;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Optional;
import org.heliograph.persistence.EnumText;

/** The role of an account in an organisation, in ascending order of permissions. */
public enum Role {
    MEMBER,
    ADMIN,
    OWNER;

    /** The role of that name, ignoring case; empty for any other text and for null. */
    public static Optional<Role> parse(String name) {
        return EnumText.parse(Role.class, name);
    }

    /** Whether the role may change machines, keys and members. */
    public boolean administers() {
        return this != MEMBER;
    }

    /** The word on the wire and in the database. */
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
