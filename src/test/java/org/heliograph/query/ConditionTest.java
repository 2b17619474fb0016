package org.heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "web*, web%",
        "%web%, %web%",
        "a_b, a!_b",
        "50\\%, 50!%",
        "\\*, *",
        "wow!, wow!!",
        "a\\\\b, a\\b",
        "end\\, end\\",
        "'', ''",
        "%_!*, %!_!!%",
        "**a*%*b**, %a%b%"
    })
    void onlyStarsAndPercentSignsAreWildcards(String pattern, String sql) {
        assertThat(Condition.toSqlPattern(pattern)).isEqualTo(sql);
    }
}
