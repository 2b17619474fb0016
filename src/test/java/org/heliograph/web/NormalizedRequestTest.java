package org.heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedRequestTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/push/a-b_c.d~, /v1/push/a-b_c.d~",
        "/a%2Fb, /a%2Fb",
        "/ü, /%C3%BC",
        "/a b, /a%20b",
        "/100%, /100%25",
        "/%zz, /%25zz",
        "/%%41, /%25%41",
        "/%4, /%254",
        "/{x}, /%7Bx%7D"
    })
    void pathIsEncodedAndItsEscapesStay(String path, String encoded) {
        assertThat(NormalizedRequest.encoded(path)).isEqualTo(encoded);
    }

    @Test
    void longPathsAndQueriesTakeNoLongTime() {
        long began = StallFreeClock.nanos();
        assertThat(NormalizedRequest.encoded("/" + "%".repeat(500_000))).hasSize(1_500_001);
        assertThat(QueryParser.parse("a&".repeat(100_000)).get("a")).hasSize(100_000);
        assertThat(StallFreeClock.since(began)).isLessThan(Duration.ofSeconds(2));
    }
}
