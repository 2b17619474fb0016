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
 * One thing that is asked of a column.
 *
 * @param values what it is compared with; none for {@code is.null}, and for {@code is.not_null} as well
 * @param negated whether {@code is} asks for the contrary
 */
public record Condition(Column column, Operator operator, List<Object> values, boolean negated) {
    /** Reads {@code operator.literal}. @throws ApiException 400 with a sentence that names the column */
    static Condition parse(Column column, String text) {
        int dot = text.indexOf('.');
        Operator operator =
                Operator.parse(dot < 0 ? "" : text.substring(0, dot)).orElse(null);
        if (operator == null) {
            if (column.bare()) {
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
            case IS -> is(column, literal);
            case IN -> new Condition(column, operator, items(column, literal), false);
            default -> new Condition(column, operator, List.of(literal(column, literal)), false);
        };
    }

    private static Condition is(Column column, String literal) {
        boolean flag = column.type() == ColumnType.FLAG;
        return switch (literal) {
            case "null" -> new Condition(column, Operator.IS, List.of(), false);
            case "not_null" -> new Condition(column, Operator.IS, List.of(), true);
            default -> {
                if (flag && (literal.equals("true") || literal.equals("false"))) {
                    yield new Condition(column, Operator.EQ, List.of(literal.equals("true")), false);
                }
                throw ApiException.badRequest(
                        "After " + column.name() + "=is. comes null or not_null" + (flag ? ", true or false." : "."));
            }
        };
    }

    private static List<Object> items(Column column, String literal) {
        try {
            return ListLiteral.parse(literal).stream()
                    .map(item -> literal(column, item))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw ApiException.badRequest("After " + column.name() + "=in. comes a list of 1 to " + ListLiteral.LONGEST
                    + " values in parentheses, separated by commas.");
        }
    }

    private static Object literal(Column column, String literal) {
        try {
            return column.type().parser().apply(literal);
        } catch (IllegalArgumentException wrong) {
            throw ApiException.badRequest(
                    "The filter on " + column.name() + " needs " + column.type().form() + ".");
        }
    }

    /** Each value becomes a parameter; nothing of a caller's text becomes part of the statement. */
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
            case LIKE -> builder.like(text(path), LikePattern.toSql((String) value), LikePattern.ESCAPE);
            case ILIKE ->
                builder.like(
                        builder.lower(text(path)),
                        LikePattern.toSql((String) value).toLowerCase(Locale.ROOT),
                        LikePattern.ESCAPE);
            case IN -> path.in(values);
            case IS -> negated ? builder.isNotNull(path) : builder.isNull(path);
        };
    }

    // Which Comparable an attribute is, only its type's parser knows; it and the entity agree by the list of columns.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Expression<Comparable> ordered(Expression<?> path) {
        return (Expression<Comparable>) path;
    }

    // Not as(String.class), which some providers turn into a cast that no index serves.
    @SuppressWarnings("unchecked")
    private static Expression<String> text(Expression<?> path) {
        return (Expression<String>) path;
    }

    @SuppressWarnings("rawtypes")
    private static Comparable comparable(Object value) {
        return (Comparable) value;
    }
}
