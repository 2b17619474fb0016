package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Account account = new Account("1", " Alice@ACME.test ", "Alice", "hash", "user", false, NOW);

    @Test
    void addressIsStoredInLowerCase() {
        assertThat(account.getEmail()).isEqualTo("alice@acme.test");
    }

    @Test
    void passwordNeedsTenCharacters() {
        assertThatCode(() -> PasswordHasher.requireStrong("0123456789")).doesNotThrowAnyException();
        assertThatThrownBy(() -> PasswordHasher.requireStrong("012345678"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo("WEAK_PASSWORD"));
    }
}
