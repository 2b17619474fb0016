package org.heliograph.query;

/**
 * A column that the data API shows. What is not in the list of columns does not exist for a caller.
 *
 * @param name      on the wire
 * @param attribute of the entity
 * @param type      what it holds
 * @param nullable  whether a row may lack it
 * @param bare      whether {@code name=value} stands for {@code name=eq.value}
 */
public record Column(String name, String attribute, ColumnType type, boolean nullable, boolean bare) {
    public Column(String name, String attribute, ColumnType type) {
        this(name, attribute, type, false, false);
    }

    /** The same column, which a row may lack. */
    public Column optional() {
        return new Column(name, attribute, type, true, bare);
    }

    /** The same column, which may be asked for without an operator. */
    public Column withoutOperator() {
        return new Column(name, attribute, type, nullable, true);
    }
}
