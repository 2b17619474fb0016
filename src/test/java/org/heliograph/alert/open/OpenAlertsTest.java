package org.heliograph.alert.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.alert.Severity;
import org.heliograph.event.LogPosition;
import org.heliograph.rest.cache.SharedContent;
import org.junit.jupiter.api.Test;

class OpenAlertsTest {
    private final OpenAlerts alerts = alerts();

    private static OpenAlerts alerts() {
        Map<Severity, Long> many = new EnumMap<>(Map.of(Severity.CRITICAL, 2L, Severity.INFO, 7_000L));
        return new OpenAlerts(
                new LogPosition(41, "E1"),
                List.of(
                        new OpenAlert("a", Severity.CRITICAL, "{\"id\":\"1\"}"),
                        new OpenAlert("b", Severity.INFO, "{\"id\":\"2\"}")),
                Map.of("a", many, "b", Map.of(Severity.INFO, 1L)));
    }

    private static String text(SharedContent content) {
        return new String(content.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aResponseCountsAllAndListsThoseOfTheChosenSites() {
        assertThat(text(alerts.content(Set.of("a"))))
                .isEqualTo(
                        "{\"seq\":41,\"epoch\":\"E1\",\"total\":7002,\"counts\":{\"critical\":2,\"warning\":0,\"info\":7000},"
                                + "\"complete\":false,\"alerts\":[{\"id\":\"1\"}]}");
        assertThat(text(alerts.content(Set.of("b"))))
                .isEqualTo(
                        "{\"seq\":41,\"epoch\":\"E1\",\"total\":1,\"counts\":{\"critical\":0,\"warning\":0,\"info\":1},"
                                + "\"complete\":true,\"alerts\":[{\"id\":\"2\"}]}");
        assertThat(alerts.content(Set.of("b")).headers())
                .containsEntry("X-Heliograph-Seq", "41")
                .containsEntry("X-Heliograph-Epoch", "E1");
        assertThat(alerts.content(Set.of()).tag())
                .isNotEqualTo(alerts.content(Set.of("a")).tag());
    }

    @Test
    void sitesWithoutAnOpenAlertMakeNoResponseOfTheirOwn() {
        assertThat(alerts.key(Set.of("a", "x1", "x2"))).isEqualTo(alerts.key(Set.of("a")));
        assertThat(alerts.key(Set.of("x1"))).isEqualTo(alerts.key(Set.of("x2", "x3")));
        assertThat(alerts.key(Set.of("a", "b", "x"))).isEqualTo(alerts.key(Set.of()));
        assertThat(text(alerts.content(Set.of("x1")))).contains("\"total\":0,", "\"alerts\":[]");
    }

    @Test
    void choicesWithDifferentResponsesHaveDifferentKeys() {
        assertThat(Set.of(
                        alerts.key(Set.of()),
                        alerts.key(Set.of("a")),
                        alerts.key(Set.of("b")),
                        alerts.key(Set.of("x")),
                        alerts().key(Set.of())))
                .hasSize(5);
        OpenAlerts tricky = new OpenAlerts(
                new LogPosition(1, "E1"),
                List.of(),
                Map.of("a 1:b", Map.of(), "a", Map.of(), "b", Map.of(), "c", Map.of()));
        assertThat(tricky.key(Set.of("a 1:b"))).isNotEqualTo(tricky.key(Set.of("a", "b")));
    }
}
