package org.heliograph.query;

/**
 * A column of the data API. Callers can name only columns that are listed in {@link Columns}.
 *
 * @param name             on the wire
 * @param attribute        of the entity
 * @param type             of its values
 * @param nullable         whether a row may have no value
 * @param operatorOptional whether {@code name=value} is accepted for {@code name=eq.value}
 */
public record Column(String name, String attribute, ColumnType type, boolean nullable, boolean operatorOptional) {
    /** A column that is not nullable and requires an operator in filters. */
    public Column(String name, String attribute, ColumnType type) {
        this(name, attribute, type, false, false);
    }

    /** The same column, nullable. */
    public Column asNullable() {
        return new Column(name, attribute, type, true, operatorOptional);
    }

    /** The same column, with filters that may omit the operator. */
    public Column withOptionalOperator() {
        return new Column(name, attribute, type, nullable, true);
    }
}
