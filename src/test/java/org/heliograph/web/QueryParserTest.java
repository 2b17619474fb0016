package org.heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {
    @ParameterizedTest
    @CsvSource({
        "msg=disk+full, disk full",
        "msg=disk%20full, disk full",
        "msg=a%26b%3Dc%2Bd, a&b=c+d",
        "msg=%C3%BC, ü",
        "msg=ü, ü",
        "msg=\u00C3\u00BC, ü",
        "msg=\u65E5\u672C, \u65E5\u672C",
        "msg=100%, 100%",
        "msg=100%zz, 100%zz",
        "msg=%f, %f",
        "msg=a=b, a=b",
        "msg, ''",
        "a=1&msg=2&msg=3, 2",
        "%6Dsg=1, 1",
        "&&msg=1&&, 1"
    })
    void valueIsDecodedAndWhatIsBrokenIsTakenAsItIs(String query, String value) {
        assertThat(QueryParser.parse(query).get("msg")[0]).isEqualTo(value);
    }

    @Test
    void allValuesOfAParameterAreKept() {
        assertThat(QueryParser.parse("site=a&x=1&site=b").get("site")).containsExactly("a", "b");
        assertThat(QueryParser.parse("")).isEmpty();
    }
}
