package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.heliograph.event.LogPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteFilterTest {
    @Test
    void parsesSitesAndSequence() {
        assertThat(SiteFilter.parse("{ \"subscribe\": [\"Kilimanjaro\", \"Serengeti\"] }", 10)
                        .orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("Kilimanjaro", "Serengeti"), false, null));
        assertThat(SiteFilter.parse("{\"subscribe\":[]}", 10).orElseThrow())
                .isEqualTo(new SiteFilter(Set.of(), false, null));
        assertThat(SiteFilter.parse("{\"subscribe\":[\"a\",\"a\"],\"more\":1}", 2)
                        .orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("a"), false, null));
        assertThat(SiteFilter.parse("{\"subscribe\":[\"a\"],\"since\":41}", 2).orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("a"), false, new LogPosition(41, null)));
        assertThat(SiteFilter.parse("{\"subscribe\":[\"a\"],\"since\":{\"seq\":41,\"epoch\":\"E1\"}}", 2)
                        .orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("a"), false, new LogPosition(41, "E1")));
    }

    @Test
    void changesOfOpenAlertsComeToThoseWhoAskForThemOnly() {
        SiteFilter stock = SiteFilter.parse("{\"subscribe\":[\"a\"],\"updates\":\"true\"}", 2)
                .orElseThrow();
        SiteFilter asking =
                SiteFilter.parse("{\"subscribe\":[\"a\"],\"updates\":true}", 2).orElseThrow();
        SiteFilter everywhere =
                SiteFilter.parse("{\"subscribe\":[],\"updates\":true}", 2).orElseThrow();

        assertThat(List.of("la", "lb", "ua", "ub")).filteredOn(stock).containsExactly("la");
        assertThat(List.of("la", "lb", "ua", "ub")).filteredOn(asking).containsExactly("la", "ua");
        assertThat(List.of("la", "lb", "ua", "ub")).filteredOn(everywhere).hasSize(4);
        assertThat(List.of("la", "lb", "ua", "ub", "l"))
                .filteredOn(SiteFilter.NONE)
                .containsExactly("la", "lb", "l");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "null",
                "[\"Kilimanjaro\"]",
                "{}",
                "{\"subscribe\":null}",
                "{\"subscribe\":\"Kilimanjaro\"}",
                "{\"subscribe\":{}}",
                "{\"subscribe\":[\"Kilimanjaro\",7]}",
                "{\"subscribe\":[null]}",
                "{\"subscribe\":[],\"since\":-1}",
                "{\"subscribe\":[],\"since\":\"41\"}",
                "{\"since\":41}",
                "{\"subscribe\":[],\"since\":{\"epoch\":\"E1\"}}",
                "{\"subscribe\":[],\"since\":{\"seq\":41,\"epoch\":7}}",
                "{\"subscribe\":[\"a\",\"b\",\"c\"]}",
                "{\"subscribe\":[\"a\"]}}",
                "{\"type\":\"subscribe\",\"channel\":\"apps:created\"}",
                "{\"action\":\"subscribe\",\"slug\":\"status\"}"
            })
    void ignoresOtherFrames(String message) {
        assertThat(SiteFilter.parse(message, 2)).isEmpty();
    }
}
