package org.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;

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
}
