package org.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static String levels(int count) {
        return "{\"a\":".repeat(count - 1) + "[1]" + "}".repeat(count - 1);
    }

    @Test
    void countsLevels() {
        assertThat(JsonText.isNestedTooDeeply(levels(JsonText.MAX_DEPTH))).isFalse();
        assertThat(JsonText.isNestedTooDeeply(levels(JsonText.MAX_DEPTH + 1))).isTrue();
        assertThat(JsonText.isNestedTooDeeply("[" + "{},".repeat(1_000) + "[]]"))
                .isFalse();
    }

    @Test
    void bracketsWithinTextsAreNoLevels() {
        assertThat(JsonText.isNestedTooDeeply("{\"a\":\"\\\"" + "[".repeat(500) + "\\\\\"}"))
                .isFalse();
        assertThat(JsonText.isNestedTooDeeply("{\"a\\\\\":" + "[".repeat(500))).isTrue();
    }

    @Test
    void takesWhatIsNoJson() {
        assertThat(JsonText.isNestedTooDeeply("")).isFalse();
        assertThat(JsonText.isNestedTooDeeply("}]\"\\")).isFalse();
    }

    @Test
    void numberThatIsReadAndWrittenCanBeReadAgainUnlessItIsOutOfRange() {
        String read = JsonText.parse("{\"n\":121e2147483647}").toString();

        assertThatThrownBy(() -> JsonText.parse(read)).isInstanceOf(NumberFormatException.class);
        assertThat(JsonText.hasNumberOutOfRange("{\"n\":121e2147483647}")).isTrue();
        assertThat(JsonText.hasNumberOutOfRange("[1E-1000000]")).isTrue();
        assertThat(JsonText.hasNumberOutOfRange("[1e+1000000,2]")).isTrue();
        assertThat(JsonText.hasNumberOutOfRange("[1e999999,-1.5E-999999,1e]")).isFalse();
        assertThat(JsonText.parseAny(JsonText.parseAny("[123e999999]").toString()))
                .isEqualTo(JsonText.parseAny("[123e999999]"));
    }

    @Test
    void digitsWithinTextsAreNoExponents() {
        assertThat(JsonText.hasNumberOutOfRange("{\"e1234567\":\"\\\"1e1234567\"}"))
                .isFalse();
        assertThat(JsonText.hasNumberOutOfRange("1e")).isFalse();
        assertThat(JsonText.hasNumberOutOfRange("1e+")).isFalse();
    }
}
