package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;

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
                .isEqualTo(new SiteFilter(Set.of("Kilimanjaro", "Serengeti"), null));
        assertThat(SiteFilter.parse("{\"subscribe\":[]}", 10).orElseThrow()).isEqualTo(new SiteFilter(Set.of(), null));
        assertThat(SiteFilter.parse("{\"subscribe\":[\"a\",\"a\"],\"more\":1}", 2)
                        .orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("a"), null));
        assertThat(SiteFilter.parse("{\"subscribe\":[\"a\"],\"since\":41}", 2).orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("a"), new LogPosition(41, null)));
        assertThat(SiteFilter.parse("{\"subscribe\":[\"a\"],\"since\":{\"seq\":41,\"epoch\":\"E1\"}}", 2)
                        .orElseThrow())
                .isEqualTo(new SiteFilter(Set.of("a"), new LogPosition(41, "E1")));
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
