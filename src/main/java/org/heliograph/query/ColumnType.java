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
 * What a column holds: how a literal of it is read, and which operators make sense.
 *
 * @param form      what a literal looks like, for error messages
 * @param operators what may be asked of such a column
 * @param parser    makes the attribute's value of a literal; throws {@link IllegalArgumentException} for a wrong one
 */
public record ColumnType(String form, Set<Operator> operators, Function<String, Object> parser) {
    /** Longer texts are stored nowhere, so that asking for them is a mistake. */
    private static final int LONGEST = 1000;

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Set<Operator> SAME = EnumSet.of(Operator.EQ, Operator.NEQ, Operator.IN, Operator.IS);

    public static final ColumnType TEXT = new ColumnType(
            "text of " + LONGEST + " characters at most", EnumSet.allOf(Operator.class), ColumnType::text);
    public static final ColumnType FLAG = new ColumnType("true or false", SAME, ColumnType::flag);
    public static final ColumnType TIME = new ColumnType(
            "a time such as 2026-03-17T10:30:45.123Z",
            complementOf(EnumSet.of(Operator.LIKE, Operator.ILIKE)),
            ColumnType::time);

    /** One of a few words, each standing for a value. */
    public static ColumnType oneOf(Map<String, ?> values) {
        String form =
                "one of " + String.join(", ", values.keySet().stream().sorted().toList());
        return new ColumnType(form, SAME, literal -> {
            Object value = values.get(literal);
            require(value != null);
            return value;
        });
    }

    /** A time with its offset, cut to the millisecond that is stored. @throws IllegalArgumentException for anything else */
    public static Instant time(String literal) {
        try {
            Instant time = OffsetDateTime.parse(literal).toInstant().truncatedTo(ChronoUnit.MILLIS);
            require(!time.isBefore(FIRST) && !time.isAfter(LAST));
            return time;
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(notATime);
        }
    }

    private static Object flag(String literal) {
        require(literal.equals("true") || literal.equals("false"));
        return literal.equals("true");
    }

    /** NUL and halves of surrogate pairs are no text to a database. */
    private static Object text(String literal) {
        require(literal.length() <= LONGEST);
        require(literal.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)));
        return literal;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not of this form");
        }
    }
}
