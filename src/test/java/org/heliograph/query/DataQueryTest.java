package org.heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataQueryTest {
    private static final Columns COLUMNS = new Columns(List.of(
            new Column("id", "id", ColumnType.TEXT),
            new Column("org_id", "orgId", ColumnType.TEXT).withOptionalOperator(),
            new Column("name", "name", ColumnType.TEXT),
            new Column("color", "color", ColumnType.oneOf(Map.of("red", 1, "blue", 2))),
            new Column("big", "big", ColumnType.BOOLEAN),
            new Column("seen", "seen", ColumnType.TIMESTAMP).asNullable()));

    @Test
    void withoutParametersSelectsAllColumnsOfTheFirstPage() {
        DataQuery query = DataQuery.parse(COLUMNS, Map.of());

        assertThat(query.hasConditions()).isFalse();
        assertThat(query.selected()).containsExactlyElementsOf(COLUMNS.all());
        assertThat(query.limit()).isEqualTo(1000);
        assertThat(query.limitGiven()).isFalse();
        assertThat(query.offset()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "name, eq.a, EQ",
        "name, neq.a, NEQ",
        "name, lt.a, LT",
        "name, lte.a, LTE",
        "name, gt.a, GT",
        "name, gte.a, GTE",
        "name, like.a*, LIKE",
        "name, ilike.a%, ILIKE",
        "name, in.(a), IN",
        "seen, is.null, IS",
        "org_id, acme, EQ",
        "org_id, eq.acme, EQ",
        "org_id, some.thing, EQ"
    })
    void parsesEachOperator(String column, String filter, Operator operator) {
        assertThat(condition(column, filter).operator()).isEqualTo(operator);
    }

    @Test
    void parsesLiteralsByColumnType() {
        assertThat(condition("color", "eq.red").values()).containsExactly(1);
        assertThat(condition("color", "in.(red,blue,red)").values()).containsExactly(1, 2);
        assertThat(condition("big", "eq.true").values()).containsExactly(true);
        assertThat(condition("big", "is.false").values()).containsExactly(false);
        assertThat(condition("seen", "gte.2026-03-17T12:30:45.1234+02:00").values())
                .containsExactly(Instant.parse("2026-03-17T10:30:45.123Z"));
        assertThat(condition("seen", "is.not_null").negated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*a*", "*a*b", "*a*b*", "a*b*c*", "**a***b**", "\\*\\*\\*\\*\\*a", "*a\\*b*c\\*"})
    void acceptsAFewWildcards(String pattern) {
        assertThat(condition("name", "like." + pattern).values()).containsExactly(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "' or '1'='1", "x'); drop table machine; --", "1 union select password_hash from account", "%",
                        "a.b.c",
                "Grüße, 日本 🛰", "\\", "\"", "null", "${jndi:ldap://x}", "<script>"
            })
    void keepsHostileTextUnchangedAsAValue(String hostile) {
        assertThat(condition("name", "eq." + hostile).values()).containsExactly(hostile);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|x",
                "name|",
                "name|eq",
                "name|EQ.x",
                "name|drop.x",
                "name|is.x",
                "name|in.a,b",
                "name|in.()",
                "name|in.(",
                "name|in.(\"a)",
                "name|in.(\"a\"b)",
                "color|eq.green",
                "color|like.r*",
                "color|gt.red",
                "color|in.(red,green)",
                "big|eq.1",
                "big|gt.true",
                "seen|eq.yesterday",
                "seen|eq.2026-03-17",
                "seen|eq.",
                "seen|like.2026*",
                "name|like.*a*a*a*a*b",
                "name|ilike.*a*b*c",
                "name|like.a*b*c*d",
                "seen|gt.+999999999-01-01T00:00:00Z",
                "seen|gt.0001-01-01T00:00:00Z",
                "nmae|eq.x",
                "ID|eq.x",
                "name;drop|eq.x",
                "password_hash|eq.x",
                "|eq.x",
                "select|nothing",
                "select|''",
                "select|id;name",
                "select|id,id",
                "select|id,",
                "select|count(*)",
                "order|''",
                "order|nothing",
                "order|name desc",
                "order|name.down",
                "order|name.desc.asc",
                "order|name.nullslast.desc",
                "order|name,name.desc",
                "order|1",
                "order|name;drop table x",
                "limit|0",
                "limit|1001",
                "limit|-1",
                "limit|1.5",
                "limit|ten",
                "limit|''",
                "limit|99999999999999999999",
                "limit|1 or 1=1",
                "offset|-1",
                "offset|x",
                "offset|99999999999",
                "ascending|true"
            })
    void invalidParameterIs400WithASentence(String name, String value) {
        Map<String, List<String>> parameters = Map.of(name == null ? "" : name, List.of(value == null ? "" : value));

        assertThatThrownBy(() -> DataQuery.parse(COLUMNS, parameters))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(400))
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\ud83d", "\udc00x"})
    void textWithNulOrUnpairedSurrogatesIsInvalid(String broken) {
        assertThatThrownBy(() -> condition("name", "eq." + broken)).isInstanceOf(ApiException.class);
    }

    @Test
    void errorMessageDoesNotRepeatAnUnknownName() {
        assertThatThrownBy(() -> DataQuery.parse(COLUMNS, Map.of("<script>", List.of("eq.x"))))
                .hasMessageNotContaining("script");
    }

    @Test
    void listsTextsAndFiltersAreBounded() {
        String thousand = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(condition("name", "in.(" + thousand + ")").values()).hasSize(1000);
        assertThatThrownBy(() -> condition("name", "in.(" + thousand + ",one)")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> condition("name", "in.(" + ",".repeat(200_000) + ")"))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> condition("name", "eq." + "x".repeat(1001))).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> DataQuery.parse(
                        COLUMNS,
                        Map.of(
                                "name",
                                IntStream.range(0, 51).mapToObj(i -> "neq." + i).toList())))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void columnMayHaveTwoFiltersButReservedParametersOccurOnce() {
        DataQuery between = DataQuery.parse(COLUMNS, Map.of("name", List.of("gt.a", "lt.b")));

        assertThat(between.conditionsOn("name")).hasSize(2);
        for (String word : List.of("select", "order", "limit", "offset")) {
            assertThatThrownBy(() -> DataQuery.parse(COLUMNS, Map.of(word, List.of("1", "1"))))
                    .hasMessage(word + " may be given once.");
        }
    }

    @Test
    void parsesSortKeysWithDirectionAndNullOrder() {
        DataQuery query = DataQuery.parse(
                COLUMNS, Map.of("order", List.of("name,seen.desc.nullslast,color.asc"), "ascending", List.of("false")));

        assertThat(query.orderings())
                .extracting(one -> one.column().name(), Ordering::ascending, Ordering::nullsFirst)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("name", false, true),
                        org.assertj.core.groups.Tuple.tuple("seen", false, false),
                        org.assertj.core.groups.Tuple.tuple("color", true, false));
    }

    @Test
    void selectsColumnsInTheGivenOrder() {
        DataQuery query = DataQuery.parse(COLUMNS, Map.of("select", List.of("name, id")));

        assertThat(query.selected()).extracting(Column::name).containsExactly("name", "id");
    }

    private static Condition condition(String column, String filter) {
        return DataQuery.parse(COLUMNS, Map.of(column, List.of(filter)))
                .conditions()
                .get(0);
    }
}
