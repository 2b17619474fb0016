package org.heliograph.query;

import static java.util.EnumSet.complementOf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The type of a column: how literals are parsed and which operators apply.
 *
 * @param description of a valid literal, for error messages
 * @param operators   that filters may use
 * @param parser      from a literal to the attribute's value; throws {@link IllegalArgumentException} for an invalid one
 */
public record ColumnType(String description, Set<Operator> operators, Function<String, Object> parser) {
    /** No column stores longer text. */
    private static final int MAX_TEXT_LENGTH = 1000;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Set<Operator> EQUALITY = EnumSet.of(Operator.EQ, Operator.NEQ, Operator.IN, Operator.IS);

    public static final ColumnType TEXT = new ColumnType(
            "text of " + MAX_TEXT_LENGTH + " characters at most", EnumSet.allOf(Operator.class), ColumnType::text);
    public static final ColumnType BOOLEAN = new ColumnType("true or false", EQUALITY, ColumnType::bool);
    public static final ColumnType TIMESTAMP = new ColumnType(
            "a time such as 2026-03-17T10:30:45.123Z",
            complementOf(EnumSet.of(Operator.LIKE, Operator.ILIKE)),
            ColumnType::timestamp);

    /** An enumeration: its words and the value of each. */
    public static ColumnType oneOf(Map<String, ?> values) {
        String description =
                "one of " + String.join(", ", values.keySet().stream().sorted().toList());
        return new ColumnType(description, EQUALITY, literal -> {
            Object value = values.get(literal);
            require(value != null);
            return value;
        });
    }

    /**
     * An ISO 8601 time with offset, truncated to milliseconds, the precision of the database.
     *
     * @throws IllegalArgumentException for other text, and for years before 1900 or after 9999
     */
    public static Instant timestamp(String literal) {
        try {
            Instant time = OffsetDateTime.parse(literal).toInstant().truncatedTo(ChronoUnit.MILLIS);
            require(!time.isBefore(EARLIEST) && !time.isAfter(LATEST));
            return time;
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    private static Object bool(String literal) {
        require(literal.equals("true") || literal.equals("false"));
        return literal.equals("true");
    }

    /** Databases do not store NUL and unpaired surrogates as text. */
    private static Object text(String literal) {
        require(literal.length() <= MAX_TEXT_LENGTH);
        require(literal.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)));
        return literal;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("invalid literal");
        }
    }
}
