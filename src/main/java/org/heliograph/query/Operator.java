package org.heliograph.query;

import java.util.Locale;
import java.util.Optional;

/** Comparison operators of filters. On the wire: the name in lower case, a dot and a literal. */
public enum Operator {
    EQ,
    NEQ,
    LT,
    LTE,
    GT,
    GTE,
    LIKE,
    ILIKE,
    IN,
    IS;

    /** The operator of that wire name; case-sensitive. */
    static Optional<Operator> parse(String name) {
        for (Operator operator : values()) {
            if (operator.text().equals(name)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
