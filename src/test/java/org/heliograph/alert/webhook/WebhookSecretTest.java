package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
    private final WebhookSecret secret = of(Map.of("heliograph.webhook.secret", "right"));

    private static WebhookSecret of(Map<String, String> settings) {
        return new WebhookSecret(new Configuration(name -> Optional.ofNullable(settings.get(name))));
    }

    @Test
    void acceptsACallWithTheSecret() {
        assertThatCode(() -> secret.require("Bearer right")).doesNotThrowAnyException();
        assertThatCode(() -> secret.require("bearer right")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "right",
                "Basic right",
                "Bearer wrong",
                "Bearer righ",
                "Bearer rightt",
                "Bearer RIGHT"
            })
    void refusesEverybodyElse(String authorization) {
        assertThatThrownBy(() -> secret.require(authorization))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> org.assertj.core.api.Assertions.assertThat(refused.status())
                                .isEqualTo(401));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer ", "Bearer right"})
    void refusesEverybodyWhereNoSecretIsSet(String authorization) {
        assertThatThrownBy(() -> of(Map.of()).require(authorization)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> of(Map.of("heliograph.webhook.secret", "")).require(authorization))
                .isInstanceOf(ApiException.class);
    }
}
