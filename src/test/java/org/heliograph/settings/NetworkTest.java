package org.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.5",
                "255.255.255.255",
                "::",
                "::1",
                "fd00::1",
                "::ffff:10.0.0.5",
                "2001:db8::1"
            })
    void addressIsRead(String text) {
        assertThat(Network.address(text)).isNotNull();
    }

    /** A lookup would leave its exception as the cause. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "256.0.0.1",
                "999.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "010.0.0.1",
                ".:1",
                ".1:1",
                "face",
                "1",
                "."
            })
    void noNameServiceIsAsked(String text) {
        assertThatThrownBy(() -> Network.address(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "a:b", "::1::", "1:2:3:4:5:6:7:8:9", "::ffff:999.1.1.1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Network.address(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
