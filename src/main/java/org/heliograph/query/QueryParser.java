package org.heliograph.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.rest.ApiException;

/** Parses the parameters of a data API call. Each parameter is a reserved word or the name of a column. */
final class QueryParser {
    private static final int MAX_CONDITIONS = 50;
    /** Each is compared with every row that the others leave. */
    private static final int MAX_PATTERNS = 4;

    private static final Set<String> RESERVED = Set.of("select", "order", "ascending", "limit", "offset");

    private final Columns columns;

    QueryParser(Columns columns) {
        this.columns = columns;
    }

    DataQuery parse(Map<String, List<String>> parameters) {
        Optional<String> limit = single(parameters, "limit");
        return new DataQuery(
                columns.key(),
                conditions(parameters),
                selected(single(parameters, "select")),
                orderings(single(parameters, "order"), single(parameters, "ascending")),
                limit.map(text -> number("limit", text, 1, DataQuery.MAX_ROWS)).orElse(DataQuery.MAX_ROWS),
                limit.isPresent(),
                single(parameters, "offset")
                        .map(text -> number("offset", text, 0, 1_000_000_000))
                        .orElse(0));
    }

    private List<Condition> conditions(Map<String, List<String>> parameters) {
        List<Condition> conditions = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (!RESERVED.contains(name)) {
                Column column = columns.require(name);
                values.forEach(value -> conditions.add(Condition.parse(column, value)));
            }
        });
        if (conditions.size() > MAX_CONDITIONS) {
            throw ApiException.badRequest("A call may have at most " + MAX_CONDITIONS + " filters.");
        }
        if (conditions.stream().filter(Condition::isPattern).count() > MAX_PATTERNS) {
            throw ApiException.badRequest("A call may have at most " + MAX_PATTERNS + " filters with like and ilike.");
        }
        return List.copyOf(conditions);
    }

    private List<Column> selected(Optional<String> text) {
        if (text.isEmpty() || text.get().equals("*")) {
            return List.copyOf(columns.all());
        }
        Set<Column> selected = new LinkedHashSet<>();
        for (String name : text.get().split(",", -1)) {
            if (!selected.add(columns.require(name.strip()))) {
                throw ApiException.badRequest("The parameter select names a column twice.");
            }
        }
        return List.copyOf(selected);
    }

    private List<Ordering> orderings(Optional<String> order, Optional<String> ascending) {
        if (ascending.isPresent() && order.isEmpty()) {
            throw ApiException.badRequest("The parameter ascending requires order.");
        }
        boolean ascendingByDefault = ascending.map(QueryParser::bool).orElse(true);
        List<Ordering> orderings = new ArrayList<>();
        if (order.isPresent()) {
            for (String part : order.get().split(",", -1)) {
                Ordering ordering = Ordering.parse(columns, part, ascendingByDefault);
                if (orderings.stream().anyMatch(other -> other.column().equals(ordering.column()))) {
                    throw ApiException.badRequest("The parameter order names a column twice.");
                }
                orderings.add(ordering);
            }
        }
        return List.copyOf(orderings);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiException.badRequest("The parameter ascending must be true or false.");
        }
        return text.equals("true");
    }

    private static int number(String name, String text, int min, int max) {
        if (text.matches("[0-9]{1,10}")) {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return (int) value;
            }
        }
        throw ApiException.badRequest(name + " must be a whole number from " + min + " to " + max + ".");
    }

    private static Optional<String> single(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ApiException.badRequest(name + " may be given once.");
        }
        return values.stream().findFirst();
    }
}
