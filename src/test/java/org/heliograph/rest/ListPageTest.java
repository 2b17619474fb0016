package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPageTest {
    private static ListPage page(String... after) {
        return new ListPage(null, ListPage.MOST, List.of(after));
    }

    @Test
    void cursorHasTheTimeOfARow() {
        assertThat(page("2026-03-17T10:30:45.123Z", "k-1").moment(0, 2))
                .contains(Instant.parse("2026-03-17T10:30:45.123Z"));
        assertThat(page().moment(0, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z"
            })
    void timeThatNoRowHasIsRefused(String time) {
        assertThatThrownBy(() -> page(time, "k-1").moment(0, 2))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("cursor");
    }
}
