package org.heliograph.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.identity.account.Account;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordRuleTest {
    private final String id = UUID.randomUUID().toString();

    private static PasswordRule rule(TestDatabase database, String passwords) {
        Configuration configuration = new Configuration(
                name -> name.equals("heliograph.oidc.passwords") ? Optional.of(passwords) : Optional.empty());
        return new PasswordRule(configuration, database.sql());
    }

    private Account account(String role) {
        return new Account(id, id + "@acme.test", "Alice", "hash", role, false, Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource
    void passwordsAreForThoseWhomTheSettingNames(TestDatabase database) {
        assertThatCode(() -> rule(database, "everyone").require(account("user")))
                .doesNotThrowAnyException();
        assertThatCode(() -> rule(database, "administrators").require(account("admin")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> rule(database, "administrators").require(account("user")))
                .hasMessageContaining("single sign-on");
        assertThatThrownBy(() -> rule(database, "none").require(account("admin")))
                .hasMessageContaining("single sign-on");
    }

    @ParameterizedTest
    @EnumSource
    void aNewAccountGetsAPasswordOnlyWhereEveryoneMayUseOne(TestDatabase database) {
        assertThatCode(() -> rule(database, "everyone").requireForNew()).doesNotThrowAnyException();
        assertThatThrownBy(() -> rule(database, "administrators").requireForNew())
                .hasMessageContaining("single sign-on");
        assertThatThrownBy(() -> rule(database, "none").requireForNew()).hasMessageContaining("single sign-on");
    }

    @ParameterizedTest
    @EnumSource
    void anAccountThatTheProviderMadeGetsNoPasswordByMail(TestDatabase database) {
        PasswordRule rule = rule(database, "everyone");
        database.sql()
                .update(
                        "insert into account (id, email, name, password_hash, role, created_at) values (?, ?, 'x', 'x', 'user', ?)",
                        id,
                        id + "@acme.test",
                        Instant.EPOCH);
        assertThat(rule.allowsReset(account("user"))).isTrue();
        database.sql()
                .update(
                        "insert into oidc_identity (issuer, subject, account_id, created, created_at, last_used_at)"
                                + " values ('https://id.example', ?, ?, ?, ?, ?)",
                        id,
                        id,
                        true,
                        Instant.EPOCH,
                        Instant.EPOCH);

        assertThat(rule.allowsReset(account("user"))).isFalse();
        assertThat(rule.allows(account("user"))).isTrue();
    }
}
