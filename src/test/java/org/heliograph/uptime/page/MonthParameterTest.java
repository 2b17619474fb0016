package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthParameterTest {
    private static final Clock CLOCK = new MovableClock(Instant.parse("2026-03-31T23:59:59Z"));

    @Test
    void absentParameterIsTheCurrentMonth() {
        assertThat(MonthParameter.parse(null, CLOCK)).isEqualTo(YearMonth.of(2026, 3));
    }

    @Test
    void yearAndMonthAreParsed() {
        assertThat(MonthParameter.parse("2026-02", CLOCK)).isEqualTo(YearMonth.of(2026, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-13",
                "2026-00",
                "2026-2",
                "2026-02-01",
                "+2026-02",
                "+999999999-12",
                "-9999-01",
                "february",
                "٢٠٢٦-٠٢"
            })
    void otherTextsAreRejected(String text) {
        assertThatThrownBy(() -> MonthParameter.parse(text, CLOCK))
                .isInstanceOf(ApiException.class)
                .hasMessage("Invalid month format (must be YYYY-MM)");
    }
}
