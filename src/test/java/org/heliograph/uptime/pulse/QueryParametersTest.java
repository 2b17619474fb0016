package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {
    @ParameterizedTest
    @CsvSource({
        "msg=disk+full, disk full",
        "msg=disk%20full, disk full",
        "msg=%C3%BC, ü",
        "msg=ü, ü",
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
        assertThat(new QueryParameters(query).get("msg")).isEqualTo(value);
    }

    @Test
    void absentParameterIsNull() {
        assertThat(new QueryParameters("latency=1").get("msg")).isNull();
        assertThat(new QueryParameters(null).get("msg")).isNull();
    }
}
