package org.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownRendererTest {
    /** Those of markdown.test.mjs. */
    static Stream<Arguments> examples() {
        try (JsonReader reader = Json.createReader(MarkdownRendererTest.class.getResourceAsStream("/markdown.json"))) {
            return reader.readArray().getValuesAs(JsonArray.class).stream()
                    .map(example -> Arguments.of(example.getString(0), example.getString(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersAsThePagesDo(String markdown, String html) {
        assertThat(MarkdownRenderer.html(markdown).replaceAll(">\\n", ">")).isEqualTo(html);
    }

    @Test
    void plainWordsAreOneLine() {
        assertThat(MarkdownRenderer.plain("**All** about [us](https://acme.test/).\n\n- one\n- two", 100))
                .isEqualTo("All about us. one two");
        assertThat(MarkdownRenderer.plain("abcdefghij", 5)).isEqualTo("abcd…");
        assertThat(MarkdownRenderer.plain("abcde", 5)).isEqualTo("abcde");
    }

    @Test
    void linesStayLinesWithoutMarkup() {
        assertThat(MarkdownRenderer.lines(
                        "**All** about [us](https://acme.test/).\nNext line\n\nA `b` & <c>\n\n- one\n- *two*\n"))
                .isEqualTo("All about us.\nNext line\nA \"b\" & <c>\n- one\n- two");
    }
}
