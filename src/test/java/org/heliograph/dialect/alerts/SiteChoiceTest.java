package org.heliograph.dialect.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteChoiceTest {
    @Test
    void readsTheSitesThatAScreenChooses() {
        assertThat(SiteChoice.parse("{ \"subscribe\": [\"Kilimanjaro\", \"Serengeti\"] }", 10)
                        .orElseThrow())
                .containsExactlyInAnyOrder("Kilimanjaro", "Serengeti");
        assertThat(SiteChoice.parse("{\"subscribe\":[]}", 10).orElseThrow()).isEmpty();
        assertThat(SiteChoice.parse("{\"subscribe\":[\"a\",\"a\"],\"more\":1}", 2)
                        .orElseThrow())
                .containsExactly("a");
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
                "{\"subscribe\":[\"a\",\"b\",\"c\"]}",
                "{\"subscribe\":[\"a\"]}}",
                "{\"type\":\"subscribe\",\"channel\":\"apps:created\"}",
                "{\"action\":\"subscribe\",\"slug\":\"status\"}"
            })
    void ignoresEverythingElse(String message) {
        assertThat(SiteChoice.parse(message, 2)).isEmpty();
    }
}
