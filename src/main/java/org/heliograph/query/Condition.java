package org.heliograph.query;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import java.util.List;
import java.util.Locale;
import org.heliograph.rest.ApiException;

/**
 * One filter on a column.
 *
 * @param values  to compare with; empty for {@code is.null} and {@code is.not_null}
 * @param negated whether it is {@code is.not_null}
 */
public record Condition(Column column, Operator operator, List<Object> values, boolean negated) {
    /** Escapes wildcards in SQL patterns. Not the backslash: databases disagree on how to write it in a literal. */
    private static final char ESCAPE = '!';

    /**
     * Wildcards before the last character of a pattern. H2 tries every combination of places for them, so that each multiplies the time by
     * the length of the text; one at the end costs nothing.
     */
    private static final int MOST_WILDCARDS = 2;

    /** Parses {@code operator.literal}. @throws ApiException 400 with a message that names the column */
    static Condition parse(Column column, String text) {
        int dot = text.indexOf('.');
        Operator operator =
                Operator.parse(dot < 0 ? "" : text.substring(0, dot)).orElse(null);
        if (operator == null) {
            if (column.operatorOptional()) {
                return new Condition(column, Operator.EQ, List.of(literal(column, text)), false);
            }
            throw ApiException.badRequest("The filter on " + column.name()
                    + " needs one of the operators eq, neq, lt, lte, gt, gte, like, ilike, in and is, and a dot.");
        }
        if (!column.type().operators().contains(operator)) {
            throw ApiException.badRequest(
                    "The operator " + operator.text() + " cannot be used with " + column.name() + ".");
        }
        String literal = text.substring(dot + 1);
        return switch (operator) {
            case IS -> parseIs(column, literal);
            case IN -> new Condition(column, operator, items(column, literal), false);
            case LIKE, ILIKE -> new Condition(column, operator, List.of(pattern(column, literal)), false);
            default -> new Condition(column, operator, List.of(literal(column, literal)), false);
        };
    }

    private static Condition parseIs(Column column, String literal) {
        boolean isBoolean = column.type() == ColumnType.BOOLEAN;
        return switch (literal) {
            case "null" -> new Condition(column, Operator.IS, List.of(), false);
            case "not_null" -> new Condition(column, Operator.IS, List.of(), true);
            default -> {
                if (isBoolean && (literal.equals("true") || literal.equals("false"))) {
                    yield new Condition(column, Operator.EQ, List.of(literal.equals("true")), false);
                }
                throw ApiException.badRequest("The filter " + column.name() + "=is. accepts null"
                        + (isBoolean ? ", not_null, true and false." : " and not_null."));
            }
        };
    }

    private static List<Object> items(Column column, String literal) {
        try {
            return ListParser.parse(literal).stream()
                    .map(item -> literal(column, item))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException invalid) {
            throw ApiException.badRequest("The filter " + column.name() + "=in. accepts a list of 1 to "
                    + ListParser.MAX_ITEMS + " values in parentheses, separated by commas.");
        }
    }

    private static Object pattern(Column column, String literal) {
        Object pattern = literal(column, literal);
        String sql = toSqlPattern(literal);
        int wildcards = 0;
        for (int at = 0; at < sql.length() - 1; at++) {
            if (sql.charAt(at) == ESCAPE) {
                at++;
            } else if (sql.charAt(at) == '%') {
                wildcards++;
            }
        }
        if (wildcards > MOST_WILDCARDS) {
            throw ApiException.badRequest("The filter on " + column.name() + " has too many wildcards: at most "
                    + MOST_WILDCARDS + " and one at the end.");
        }
        return pattern;
    }

    private static Object literal(Column column, String literal) {
        try {
            return column.type().parser().apply(literal);
        } catch (IllegalArgumentException invalid) {
            throw ApiException.badRequest(
                    "The filter on " + column.name() + " needs " + column.type().description() + ".");
        }
    }

    /** Whether it compares with a pattern. */
    boolean isPattern() {
        return operator == Operator.LIKE || operator == Operator.ILIKE;
    }

    /** Values are bound as parameters; no text of the caller becomes part of the statement. */
    Predicate toPredicate(CriteriaBuilder builder, From<?, ?> root) {
        Path<Object> path = root.get(column.attribute());
        Object value = values.isEmpty() ? null : values.get(0);
        return switch (operator) {
            case EQ -> builder.equal(path, value);
            case NEQ -> builder.notEqual(path, value);
            case LT -> builder.lessThan(ordered(path), comparable(value));
            case LTE -> builder.lessThanOrEqualTo(ordered(path), comparable(value));
            case GT -> builder.greaterThan(ordered(path), comparable(value));
            case GTE -> builder.greaterThanOrEqualTo(ordered(path), comparable(value));
            case LIKE -> builder.like(text(path), toSqlPattern((String) value), ESCAPE);
            case ILIKE ->
                builder.like(
                        builder.lower(text(path)), toSqlPattern((String) value).toLowerCase(Locale.ROOT), ESCAPE);
            case IN -> path.in(values);
            case IS -> negated ? builder.isNotNull(path) : builder.isNull(path);
        };
    }

    /**
     * The SQL form of a pattern. {@code *} and {@code %} match any text, several in a row are one, and a backslash escapes the next
     * character. The underscore is not a wildcard, unlike in SQL: machine names often contain it.
     */
    static String toSqlPattern(String pattern) {
        StringBuilder sql = new StringBuilder(pattern.length() + 8);
        boolean endsInWildcard = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '%') {
                if (!endsInWildcard) {
                    sql.append('%');
                }
                endsInWildcard = true;
                continue;
            }
            endsInWildcard = false;
            if (c == '\\' && i + 1 < pattern.length()) {
                c = pattern.charAt(++i);
            }
            if (c == '%' || c == '_' || c == ESCAPE) {
                sql.append(ESCAPE);
            }
            sql.append(c);
        }
        return sql.toString();
    }

    // The column's parser and the entity's attribute have the same type, which the compiler cannot check.

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Expression<Comparable> ordered(Expression<?> path) {
        return (Expression<Comparable>) path;
    }

    // Not as(String.class): some providers turn it into an SQL cast, which no index supports.
    @SuppressWarnings("unchecked")
    private static Expression<String> text(Expression<?> path) {
        return (Expression<String>) path;
    }

    @SuppressWarnings("rawtypes")
    private static Comparable comparable(Object value) {
        return (Comparable) value;
    }
}
