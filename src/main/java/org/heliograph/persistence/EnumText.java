package org.heliograph.persistence;

import java.util.Locale;
import java.util.Optional;

/**
 * The lower-case word by which a constant of an enum is stored and sent.
 *
 * <p>The column converters of the enums call these methods instead of inheriting them: EclipseLink reads the two types of a
 * converter from its class signature, and only when its superclass is not generic.
 */
public final class EnumText {
    private EnumText() {}

    /** @return null for null */
    public static String of(Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word, in any case; empty for null and for any other word. */
    public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /**
     * The constant that a column holds.
     *
     * @return null for null
     * @throws IllegalStateException for a word that this version does not know
     */
    public static <E extends Enum<E>> E ofColumn(Class<E> type, String stored) {
        if (stored == null) {
            return null;
        }
        return parse(type, stored)
                .orElseThrow(() -> new IllegalStateException("unknown " + type.getSimpleName() + " in the database"));
    }
}
