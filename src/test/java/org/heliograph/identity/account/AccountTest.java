package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final Account account = new Account("1", " Alice@ACME.test ", "Alice", "hash", "user", false, NOW);

    @Test
    void addressIsStoredInLowerCase() {
        assertThat(account.getEmail()).isEqualTo("alice@acme.test");
    }
}
