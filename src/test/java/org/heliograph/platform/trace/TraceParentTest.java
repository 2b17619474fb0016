package org.heliograph.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String STEP = "00f067aa0ba902b7";
    private static final String HEADER = "00-" + TRACE + "-" + STEP + "-01";

    @Test
    void aHeaderOfVersion00IsKeptAsItIs() {
        TraceParent trace = TraceParent.parse(HEADER).orElseThrow();

        assertThat(trace.text()).isEqualTo(HEADER).hasSize(TraceParent.LENGTH);
        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(TraceParent.parse("00-" + TRACE + "-" + STEP + "-ff")).isPresent();
    }

    @Test
    void ofALaterVersionTheFieldsThatEveryVersionHasAreKept() {
        for (String later :
                List.of("cc-" + TRACE + "-" + STEP + "-03", "cc-" + TRACE + "-" + STEP + "-03-what.is.new")) {
            assertThat(TraceParent.parse(later)).map(TraceParent::text).contains(HEADER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"
            })
    void whatTheSpecificationCallsInvalidIsIgnored(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }

    @Test
    void severalHeadersAreNone() {
        assertThat(TraceParent.of(Collections.enumeration(List.of(HEADER)))).isPresent();
        assertThat(TraceParent.of(Collections.enumeration(List.of(HEADER, HEADER))))
                .isEmpty();
        assertThat(TraceParent.of(Collections.emptyEnumeration())).isEmpty();
        assertThat(TraceParent.of(null)).isEmpty();
    }
}
