package org.heliograph.query;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a caller asks of a table: all conditions must hold.
 *
 * @param selected the columns to show, in that order
 * @param limit    how many rows at most; {@link #MOST} when nothing was said
 * @param limited  whether the caller said so
 */
public record DataQuery(
        Column key,
        List<Condition> conditions,
        List<Column> selected,
        List<Ordering> orderings,
        int limit,
        boolean limited,
        int offset) {
    /** Rows of one answer. */
    public static final int MOST = 1000;

    /**
     * Reads the parameters of a call.
     *
     * @throws org.heliograph.rest.ApiException 400 with one sentence for whatever is wrong with them
     */
    public static DataQuery parse(Columns columns, Map<String, List<String>> parameters) {
        return new QueryParser(columns).parse(parameters);
    }

    /** Whether it narrows down the rows at all. */
    public boolean filtered() {
        return !conditions.isEmpty();
    }

    /** What is asked of one column. */
    public Stream<Condition> on(String column) {
        return conditions.stream().filter(condition -> condition.column().name().equals(column));
    }

    /** The conditions, for a {@code where} that may add its own. */
    public List<Predicate> where(CriteriaBuilder builder, From<?, ?> root) {
        List<Predicate> predicates = new ArrayList<>();
        conditions.forEach(condition -> predicates.add(condition.toPredicate(builder, root)));
        return predicates;
    }

    /** The order asked for, completed by the key, so that pages neither repeat nor miss a row. */
    public List<Order> orderBy(CriteriaBuilder builder, From<?, ?> root) {
        List<Order> orders = new ArrayList<>();
        orderings.forEach(ordering -> orders.addAll(ordering.toOrders(builder, root)));
        if (orderings.stream().noneMatch(ordering -> ordering.column().equals(key))) {
            orders.add(builder.asc(root.get(key.attribute())));
        }
        return orders;
    }
}
