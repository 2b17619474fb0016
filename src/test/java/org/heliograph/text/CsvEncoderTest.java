package org.heliograph.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.stream.Stream;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEncoderTest {
    @Test
    void cellsAreQuotedWhereTheyNeedIt() {
        assertThat(CsvEncoder.line(Stream.of("a", "b,c", "d\"e", "f\ng", "", 1.5, -2, true)))
                .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",,1.5,-2,true");
    }

    @Test
    void valuesOfJsonAreCellsAsWell() {
        assertThat(CsvEncoder.line(Stream.of(
                        JsonText.value("=x,y"), JsonText.value(-3), JsonValue.NULL, JsonText.parse("{\"a\":1}"))))
                .isEqualTo("\"'=x,y\",-3,,\"{\"\"a\"\":1}\"");
        assertThat(CsvEncoder.cell(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    void noTextIsAFormula(String text) {
        assertThat(CsvEncoder.cell(text)).isEqualTo("'" + text);
        assertThat(CsvEncoder.cell("\n" + text)).isEqualTo("\"'\n" + text + "\"");
    }
}
