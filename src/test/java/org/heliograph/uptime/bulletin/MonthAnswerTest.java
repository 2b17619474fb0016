package org.heliograph.uptime.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthAnswerTest {
    @Test
    void aMonthIsItsYearAndNumber() {
        assertThat(MonthAnswer.parse("2026-02")).isEqualTo(YearMonth.of(2026, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026", "2026-13", "2026-00", "2026-2", "2026-02-01", "+2026-02", "february", "٢٠٢٦-٠٢"})
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> MonthAnswer.parse(text))
                .isInstanceOf(ApiException.class)
                .hasMessage("Invalid month format (must be YYYY-MM)");
    }
}
