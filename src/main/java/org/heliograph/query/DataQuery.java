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
 * A parsed query of the data API.
 *
 * @param key        the unique column that completes the sort order
 * @param conditions of which all must hold
 * @param selected   the columns to return, in that order
 * @param orderings  the sort keys of the call, the most significant first
 * @param limit      maximum number of rows; {@link #MAX_ROWS} by default
 * @param limitGiven whether the call gave the limit
 * @param offset     number of rows to skip
 */
public record DataQuery(
        Column key,
        List<Condition> conditions,
        List<Column> selected,
        List<Ordering> orderings,
        int limit,
        boolean limitGiven,
        int offset) {
    /** Maximum number of rows in a response. */
    public static final int MAX_ROWS = 1000;

    /**
     * Parses the query parameters of a call.
     *
     * @throws org.heliograph.rest.ApiException 400 with one sentence about the first invalid parameter
     */
    public static DataQuery parse(Columns columns, Map<String, List<String>> parameters) {
        return new QueryParser(columns).parse(parameters);
    }

    /** Whether there is at least one condition. */
    public boolean hasConditions() {
        return !conditions.isEmpty();
    }

    /** The conditions on one column. */
    public Stream<Condition> conditionsOn(String column) {
        return conditions.stream().filter(condition -> condition.column().name().equals(column));
    }

    /** The conditions as a mutable list, to which callers may add their own. */
    public List<Predicate> predicates(CriteriaBuilder builder, From<?, ?> root) {
        List<Predicate> predicates = new ArrayList<>();
        conditions.forEach(condition -> predicates.add(condition.toPredicate(builder, root)));
        return predicates;
    }

    /** The sort order, completed by the key so that consecutive pages neither repeat nor miss a row. */
    public List<Order> orderBy(CriteriaBuilder builder, From<?, ?> root) {
        List<Order> orders = new ArrayList<>();
        orderings.forEach(ordering -> orders.addAll(ordering.toOrders(builder, root)));
        if (orderings.stream().noneMatch(ordering -> ordering.column().equals(key))) {
            orders.add(builder.asc(root.get(key.attribute())));
        }
        return orders;
    }
}
