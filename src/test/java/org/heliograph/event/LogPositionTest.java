package org.heliograph.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {
    @Test
    void isOneWordWithOrWithoutAnEpoch() {
        assertThat(LogPosition.parse("41")).isEqualTo(new LogPosition(41, null));
        assertThat(LogPosition.parse("41@1790000000000-5b3c9a10"))
                .isEqualTo(new LogPosition(41, "1790000000000-5b3c9a10"));
        assertThat(LogPosition.parse("0@")).isEqualTo(new LogPosition(0, null));
        assertThat(new LogPosition(41, null).text()).isEqualTo("41");
        assertThat(new LogPosition(41, "E1").text()).isEqualTo("41@E1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@E1", "x", "-1", "1.5", "9223372036854775807", "9223372036854775808", "4 @E1"})
    void aNumberThatIsNoneOrOutOfRangeIsRefused(String text) {
        assertThatThrownBy(() -> LogPosition.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    /** Each subscription of each socket keeps the position from which it began. */
    @Test
    void anEpochThatIsLongerThanAnyIsCutAndStaysAnother() {
        LogPosition position = LogPosition.parse("41@" + "E".repeat(60_000));

        assertThat(position.epoch()).hasSize(LogPosition.LONGEST_EPOCH);
        assertThat(new LogPosition(41, "E".repeat(60_000))).isEqualTo(position);
        assertThat(LogPosition.parse(position.text())).isEqualTo(position);
    }
}
