package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountListenerTest {
    private final Account account = account();

    private static Account account() {
        Account account = new Account(
                "u-1", "alice@acme.test", "Alice", "a-hash", "user", false, Instant.parse("2026-03-17T10:00:00Z"));
        account.recordPersistedProfile();
        return account;
    }

    @Test
    void anUpdateHasTheProfileAndTheNamesOfWhatHasChanged() {
        account.setRole("admin");
        account.verifyEmail();

        assertThat(AccountListener.updatePayload(account).orElseThrow())
                .hasToString("{\"id\":\"u-1\",\"email\":\"alice@acme.test\",\"name\":\"Alice\",\"role\":\"admin\","
                        + "\"disabled\":false,\"emailVerified\":true,\"createdAt\":\"2026-03-17T10:00:00.000Z\","
                        + "\"changed\":[\"role\",\"emailVerified\"]}");
    }

    @Test
    void aNewPasswordOrTheEndOfSessionsIsNoUpdateOfTheProfile() {
        account.setPasswordHash("another-hash");
        account.endTokens();

        assertThat(AccountListener.updatePayload(account)).isEmpty();
    }
}
