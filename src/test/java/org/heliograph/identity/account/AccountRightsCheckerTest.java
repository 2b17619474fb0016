package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.identity.Caller;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountRightsCheckerTest {
    private final String id = UUID.randomUUID().toString();
    private final Caller own = new Caller(
            id, null, Set.of(Caller.ADMIN), Instant.MAX, Map.of(), Map.of(Claims.iss.name(), "heliograph", "sid", "s"));
    private final Caller elsewhere = new Caller(id, null, Set.of(Caller.ADMIN), Instant.MAX, Map.of());

    private void account(TestDatabase database, String role, boolean disabled) {
        database.sql()
                .update(
                        "insert into account (id, email, name, password_hash, role, disabled, created_at)"
                                + " values (?, ?, 'x', 'x', ?, ?, ?)",
                        id,
                        id + "@acme.test",
                        role,
                        disabled,
                        Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource
    void theRoleOfTheAccountCountsAndNotThatOfTheCall(TestDatabase database) {
        account(database, "user", false);
        AccountRightsChecker rights = new AccountRightsChecker(database.sql());

        assertThatCode(() -> rights.requireEnabledUntilCommit(own)).doesNotThrowAnyException();
        assertForbidden(() -> rights.requireAdminUntilCommit(own));
        database.sql().update("update account set role = 'admin' where id = ?", id);
        assertThatCode(() -> rights.requireAdminUntilCommit(own)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void aDisabledAccountIsRefused(TestDatabase database) {
        account(database, "admin", true);
        AccountRightsChecker rights = new AccountRightsChecker(database.sql());

        assertForbidden(() -> rights.requireEnabledUntilCommit(own));
        assertForbidden(() -> rights.requireAdminUntilCommit(own));
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedAccountIsRefusedAndACallerOfAnotherIssuerHasNone(TestDatabase database) {
        AccountRightsChecker rights = new AccountRightsChecker(database.sql());

        assertForbidden(() -> rights.requireEnabledUntilCommit(own));
        assertThatCode(() -> rights.requireAdminUntilCommit(elsewhere)).doesNotThrowAnyException();
        assertForbidden(() -> rights.requireAdminUntilCommit(elsewhere.withRoles(Set.of("user"))));
    }

    private static void assertForbidden(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }
}
