package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ü", "€", "😀", "Zürich 😀 €", "\u0000\u007f\u0080\u07ff\u0800\uffff"})
    void countsTheBytesOfATextAsItsEncodingHasThem(String text) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void countsRandomTextsAsTheirEncodingHasThem() {
        Random random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(50), 0, 0x110000)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .forEach(text::appendCodePoint);

            assertThat(Utf8.length(text)).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void countsAnUnpairedSurrogateAsThreeBytes() {
        assertThat(Utf8.length("\ud83d")).isEqualTo(3);
        assertThat(Utf8.length("\ude00a")).isEqualTo(4);
    }
}
