package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private static final String ALICE = "alice.archer@acme.test";

    private final PasswordPolicy policy = policy(Map.of());

    private static PasswordPolicy policy(Map<String, String> settings) {
        return new PasswordPolicy(new Configuration(name -> Optional.ofNullable(settings.get(name))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "heliograph-demo",
                "a-good-password",
                "\u00e4\u00f6\u00fc\u00df \u017e\u0161\u010d\u0159 \u0434\u043e\u043c",
                "7f3a9c51-2d4e"
            })
    void acceptsLongPasswordsThatAreNotGuessedFirst(String password) {
        assertThat(policy.fault(password, ALICE)).isEmpty();
    }

    @Test
    void refusesFewerThanTwelveCharactersUnlessASettingSaysSo() {
        assertThat(policy.fault("ab3-xyz-9qw", ALICE)).contains("A password needs 12 characters or more.");
        assertThat(policy(Map.of("heliograph.login.password.length", "11")).fault("ab3-xyz-9qw", ALICE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password1234",
                "1qaz2wsx3edc",
                "SonyEricsson",
                "qwertyuiop[]",
                "1234567890-Dragon-!!",
                "passwordpassword",
                "letmeinletmeinletmein",
                "123456789012",
                "210987654321",
                "aaaaaaaaaaaaaa",
                "abcdefghijklmnop"
            })
    void refusesPasswordsThatAreGuessedFirstAlsoRepeatedOrWithDigitsAround(String password) {
        assertThat(policy.fault(password, ALICE))
                .hasValueSatisfying(
                        rule -> assertThat(rule).contains("guessed first").doesNotContain(password));
    }

    @ParameterizedTest
    @ValueSource(strings = {ALICE, "Alice.Archer@ACME.test", "alice.archer", "alice.archer@acme.test1"})
    void refusesTheAddress(String password) {
        assertThat(policy.fault(password, ALICE)).contains("A password must not be the e-mail address.");
    }

    @Test
    void weakPasswordIsA400() {
        assertThatCode(() -> policy.require("correct horse battery", ALICE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.require("short", ALICE)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("WEAK_PASSWORD");
        });
    }
}
