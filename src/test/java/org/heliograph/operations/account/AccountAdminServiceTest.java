package org.heliograph.operations.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

/** Alice's call has passed the check of its route, and she is demoted before it gets the locks. */
class AccountAdminServiceTest {
    private static final String ALICE = "a-1";
    private static final String BOB = "b-1";

    /** What was locked, in order. */
    private final List<String> locked = new ArrayList<>();

    private final AccountAdminService accounts =
            new AccountAdminService(proxy(EntityManager.class, (self, method, args) -> switch (method.getName()) {
                case "createQuery" -> administrators();
                case "find" -> {
                    if (args.length > 2) {
                        locked.add((String) args[1]);
                    }
                    yield account((String) args[1], "user");
                }
                default -> throw new AssertionError(method);
            }));
    private final Caller alice = new Caller(ALICE, "alice@acme.test", Set.of(Caller.ADMIN), Instant.MAX, Map.of());

    @Test
    void whoIsNoLongerAnAdministratorChangesNothing() {
        assertForbidden(() -> accounts.unlock(BOB, alice));
        assertForbidden(() -> accounts.resetLink(BOB, alice));
        assertForbidden(() -> accounts.update(
                BOB,
                new UpdateAccountRequest(Optional.of(Caller.ADMIN), null, Optional.empty(), Optional.empty()),
                alice));

        assertThat(locked).containsExactly("administrators", "administrators", "administrators");
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    private TypedQuery<?> administrators() {
        return proxy(TypedQuery.class, (self, method, args) -> {
            if (method.getName().equals("getResultList")) {
                locked.add("administrators");
                return List.of(account("c-1", Caller.ADMIN));
            }
            return self;
        });
    }

    private static Account account(String id, String role) {
        return new Account(id, id + "@acme.test", id, "", role, false, Instant.EPOCH);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
