package org.heliograph.organization;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link Role} as its {@link Role#text()}. */
@Converter(autoApply = true)
public class RoleConverter implements AttributeConverter<Role, String> {
    @Override
    public String convertToDatabaseColumn(Role role) {
        return role == null ? null : role.text();
    }

    @Override
    public Role convertToEntityAttribute(String stored) {
        return stored == null
                ? null
                : Role.parse(stored).orElseThrow(() -> new IllegalStateException("unknown role in the database"));
    }
}
