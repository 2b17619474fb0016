package org.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCleanerTest {
    @Test
    void aLineHasNoCharacterThatEndsItOrCannotBeSeen() {
        assertThat(TextCleaner.line("a\r\nb\u0000c\u2028d\u202ee\ud800f\u200b", 99))
                .isEqualTo("a  b c d e f ");
        assertThat(TextCleaner.line(null, 9)).isNull();
        assertThat(TextCleaner.line("", 9)).isEmpty();
    }

    @Test
    void aLongLineIsCutAndNeverWithinACharacter() {
        assertThat(TextCleaner.line("abcdef", 3)).isEqualTo("abc");
        assertThat(TextCleaner.line("ab\ud83d\ude00ef", 3)).isEqualTo("ab");
        assertThat(TextCleaner.line("ab\ud83d\ude00ef", 4)).isEqualTo("ab\ud83d\ude00");
        assertThat(TextCleaner.line("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
        assertThat(TextCleaner.line("\ud83d\ude00".repeat(1_000_000), 1)).isEmpty();
    }

    @Test
    void whatDatabasesRefuseIsReplaced() {
        assertThat(TextCleaner.storable("a\u0000\nb\udc00\ud83d\ude00")).isEqualTo("a\ufffd\nb\ufffd\ud83d\ude00");
    }
}
