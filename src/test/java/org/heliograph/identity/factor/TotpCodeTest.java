package org.heliograph.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodeTest {
    /** Of the examples of RFC 4226 and RFC 6238. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.parse("2026-03-17T10:00:10Z");
    private static final long STEP = TotpCode.step(NOW);
    private static final long NEVER = 0;

    private static long matching(String code, long after) {
        return TotpCode.matchingStep(SECRET, code, NOW, after).orElse(-1);
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0,755224",
        "1,287082",
        "2,359152",
        "3,969429",
        "4,338314",
        "5,254676",
        "6,287922",
        "7,162583",
        "8,399871",
        "9,520489"
    })
    void theExamplesByCounterHaveTheirCodes(long counter, String code) {
        assertThat(TotpCode.of(SECRET, counter)).isEqualTo(code);
    }

    /** RFC 6238, appendix B, of which the last six of eight digits are a code of six. */
    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void theExamplesByTimeHaveTheirCodes(long second, String code) {
        assertThat(TotpCode.of(SECRET, TotpCode.step(Instant.ofEpochSecond(second))))
                .isEqualTo(code.substring(2));
    }

    @Test
    void aCodeHasTheSameDigitsInEveryLocale() {
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(String.format("%d", 1))
                    .as("the locale has digits of its own")
                    .isNotEqualTo("1");
            assertThat(TotpCode.of(SECRET, 0)).isEqualTo("755224");
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    @Test
    void theClockOfAnAppMayDifferByOneStepAndNoMore() {
        for (long step = STEP - 3; step <= STEP + 3; step++) {
            boolean tolerated = Math.abs(step - STEP) <= 1;
            assertThat(matching(TotpCode.of(SECRET, step), NEVER)).isEqualTo(tolerated ? step : -1);
        }
    }

    @Test
    void aCodeOfAUsedStepOrAnEarlierOneIsRefused() {
        assertThat(matching(TotpCode.of(SECRET, STEP), STEP - 1)).isEqualTo(STEP);
        assertThat(matching(TotpCode.of(SECRET, STEP), STEP)).isEqualTo(-1);
        assertThat(matching(TotpCode.of(SECRET, STEP - 1), STEP)).isEqualTo(-1);
        assertThat(matching(TotpCode.of(SECRET, STEP + 1), STEP)).isEqualTo(STEP + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "1", "12345", "1234567", "abcdef", "١٢٣٤٥٦"})
    void anyOtherTextIsRefused(String text) {
        assertThat(matching(text, NEVER)).isEqualTo(-1);
    }
}
