package org.heliograph.uptime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.heliograph.uptime.state.MonitorStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeTest {
    @Test
    void everyStateHasItsWords() {
        Map<MonitorStatus, String> words = Map.of(
                MonitorStatus.UP, "up",
                MonitorStatus.DEGRADED, "degraded",
                MonitorStatus.DOWN, "down",
                MonitorStatus.MAINTENANCE, "maintenance",
                MonitorStatus.PENDING, "no data yet",
                MonitorStatus.UNKNOWN, "unknown");

        assertThat(Stream.of(MonitorStatus.values()))
                .allSatisfy(
                        status -> assertThat(Badge.of("Shop", status).message()).isEqualTo(words.get(status)));
    }

    @ParameterizedTest
    @CsvSource({"100,100 %", "99.999,99.99 %", "99.9,99.9 %", "0,0 %", ",unknown"})
    void uptimeIsNeverRoundedUp(Double percent, String message) {
        Badge badge = Badge.ofUptime("Shop", "30d", percent);

        assertThat(badge.message()).isEqualTo(message);
        assertThat(badge.label()).isEqualTo("Shop 30d");
    }

    @Test
    void jsonIsThatOfEndpointBadges() {
        assertThat(Badge.of("Shop", MonitorStatus.UP).json())
                .hasToString("{\"schemaVersion\":1,\"label\":\"Shop\",\"message\":\"up\",\"color\":\"#15803d\"}");
    }

    @Test
    void namesAreTextInThePicture() {
        String svg = Badge.of("<img src=x>&\"'\u0001", MonitorStatus.UP).svg();

        assertThat(svg).contains("&lt;img src=x&gt;&amp;&quot;&#39;").doesNotContain("<img", "\u0001");
    }

    @Test
    void longNamesAreCut() {
        assertThat(Badge.of("x".repeat(200), MonitorStatus.UP).label()).hasSize(60);
        assertThat(Badge.ofUptime("x".repeat(200), "365d", 1.0).label())
                .hasSize(60)
                .endsWith(" 365d");
    }
}
