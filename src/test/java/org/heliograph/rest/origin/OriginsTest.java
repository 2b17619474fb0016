package org.heliograph.rest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginsTest {
    @Test
    void allowsTheSameHostOnAnyPortAndClientsWithoutAnOrigin() {
        Origins origins = new Origins("");

        assertThat(origins.allows(null, "ops.example:8080")).isTrue();
        assertThat(origins.allows("http://ops.example:3000", "ops.example:8080"))
                .isTrue();
        assertThat(origins.allows("https://OPS.example", "ops.example")).isTrue();
        assertThat(origins.allows("http://[::1]:3000", "[::1]:8080")).isTrue();
        assertThat(origins.allows("http://fleet_web:3000", "fleet_web:8080")).isTrue();
    }

    @Test
    void refusesForeignAndMalformedOrigins() {
        Origins origins = new Origins("");

        assertThat(origins.allows("https://evil.example", "ops.example")).isFalse();
        assertThat(origins.allows("https://ops.example.evil.example", "ops.example"))
                .isFalse();
        assertThat(origins.allows("https://ops.example@evil.example", "ops.example"))
                .isFalse();
        assertThat(origins.allows("https://evil.example@ops.example", "ops.example"))
                .isFalse();
        assertThat(origins.allows("http://fleet_web", "fleet_db")).isFalse();
        assertThat(origins.allows("null", "ops.example")).isFalse();
        assertThat(origins.allows("", "ops.example")).isFalse();
        assertThat(origins.allows("not a url", "ops.example")).isFalse();
        assertThat(origins.allows("https://ops.example", null)).isFalse();
    }

    @Test
    void allowsConfiguredOrigins() {
        Origins origins = new Origins("https://a.example, https://b.example:8443");

        assertThat(origins.allows("https://b.example:8443", "ops.example")).isTrue();
        assertThat(origins.allows("https://b.example", "ops.example")).isFalse();
        assertThat(new Origins("*").allows("https://any.example", "ops.example"))
                .isTrue();
    }
}
