package org.heliograph.query;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Order;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.rest.ApiException;

/**
 * One column by which rows are sorted.
 *
 * @param nullsFirst where rows without a value go; said explicitly, since databases differ
 */
public record Ordering(Column column, boolean ascending, boolean nullsFirst) {
    /** Reads {@code column[.asc|.desc][.nullsfirst|.nullslast]}. */
    static Ordering parse(Columns columns, String text, boolean ascendingUnlessSaid) {
        String[] parts = text.strip().split("\\.", -1);
        Column column = columns.require(parts[0]);
        boolean ascending = ascendingUnlessSaid;
        Boolean nullsFirst = null;
        int at = 1;
        if (at < parts.length && (parts[at].equals("asc") || parts[at].equals("desc"))) {
            ascending = parts[at++].equals("asc");
        }
        if (at < parts.length && (parts[at].equals("nullsfirst") || parts[at].equals("nullslast"))) {
            nullsFirst = parts[at++].equals("nullsfirst");
        }
        if (at < parts.length) {
            throw ApiException.badRequest(
                    "An order is a column, then .asc or .desc if need be, then .nullsfirst or .nullslast if need be.");
        }
        return new Ordering(column, ascending, nullsFirst == null ? !ascending : nullsFirst);
    }

    List<Order> toOrders(CriteriaBuilder builder, From<?, ?> root) {
        List<Order> orders = new ArrayList<>();
        Expression<?> path = root.get(column.attribute());
        if (column.nullable()) {
            Expression<Integer> absent = builder.<Integer>selectCase()
                    .when(builder.isNull(path), nullsFirst ? 0 : 1)
                    .otherwise(nullsFirst ? 1 : 0);
            orders.add(builder.asc(absent));
        }
        orders.add(ascending ? builder.asc(path) : builder.desc(path));
        return orders;
    }
}
