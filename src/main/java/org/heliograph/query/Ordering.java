package org.heliograph.query;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Order;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.rest.ApiException;

/**
 * One sort key.
 *
 * @param nullsFirst whether rows without a value come first; always explicit, since databases have different defaults
 */
public record Ordering(Column column, boolean ascending, boolean nullsFirst) {
    /**
     * Parses {@code column[.asc|.desc][.nullsfirst|.nullslast]}.
     *
     * @param ascendingByDefault the direction of a key without one
     * @throws ApiException 400 for an unknown column or suffix
     */
    static Ordering parse(Columns columns, String text, boolean ascendingByDefault) {
        String[] parts = text.strip().split("\\.", -1);
        Column column = columns.require(parts[0]);
        boolean ascending = ascendingByDefault;
        Boolean nullsFirst = null;
        int next = 1;
        if (next < parts.length && (parts[next].equals("asc") || parts[next].equals("desc"))) {
            ascending = parts[next++].equals("asc");
        }
        if (next < parts.length && (parts[next].equals("nullsfirst") || parts[next].equals("nullslast"))) {
            nullsFirst = parts[next++].equals("nullsfirst");
        }
        if (next < parts.length) {
            throw ApiException.badRequest(
                    "An order is a column, optionally followed by .asc or .desc, then by .nullsfirst or .nullslast.");
        }
        return new Ordering(column, ascending, nullsFirst == null ? !ascending : nullsFirst);
    }

    List<Order> toOrders(CriteriaBuilder builder, From<?, ?> root) {
        List<Order> orders = new ArrayList<>();
        Expression<?> path = root.get(column.attribute());
        if (column.nullable()) {
            Expression<Integer> nullRank = builder.<Integer>selectCase()
                    .when(builder.isNull(path), nullsFirst ? 0 : 1)
                    .otherwise(nullsFirst ? 1 : 0);
            orders.add(builder.asc(nullRank));
        }
        orders.add(ascending ? builder.asc(path) : builder.desc(path));
        return orders;
    }
}
