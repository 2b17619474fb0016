package org.heliograph.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.AccountRightsChecker;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alice and Bob act at the same time, in two transactions: what Alice does to Bob is committed while Bob's call waits for its lock. */
class OrganizationAccessTest {
    private static final String ORGANIZATION = "select id from organization where id = ? for update";
    private static final String JOIN =
            "insert into membership (org_id, account_id, role, created_at) values (?, ?, 'member', current_timestamp)";
    private static final String REMOVE = "delete from membership where org_id = ? and account_id = ?";
    private static final String DEMOTE = "update membership set role = 'member' where org_id = ? and account_id = ?";
    private static final String DISABLE = "update account set disabled = true where id = ?";

    private final String org = UUID.randomUUID().toString();
    private final String alice = UUID.randomUUID().toString();
    private final String bob = UUID.randomUUID().toString();

    private OrganizationAccess on(TestDatabase database) {
        database.sql().update("insert into organization (id, name, created_at) values (?, 'x', ?)", org, Instant.EPOCH);
        for (String person : new String[] {alice, bob}) {
            database.sql()
                    .update(
                            "insert into account (id, email, name, password_hash, role, created_at)"
                                    + " values (?, ?, 'x', 'x', 'admin', ?)",
                            person,
                            person + "@acme.test",
                            Instant.EPOCH);
            database.sql()
                    .update(
                            "insert into membership (org_id, account_id, role, created_at) values (?, ?, 'admin', ?)",
                            org,
                            person,
                            Instant.EPOCH);
        }
        AuditTrail audit = new AuditTrail() {
            @Override
            public void attemptIn(String orgId) {
                // no request to note it for
            }
        };
        return new OrganizationAccess(database.sql(), new AccountRightsChecker(database.sql()), audit);
    }

    private static Caller caller(String id) {
        return new Caller(id, null, Set.of(Caller.ADMIN), Instant.MAX, Map.of());
    }

    /** What Bob's call answers that began while Alice's change was not yet committed: a refusal, or null. */
    private ApiException duringChange(TestDatabase database, Consumer<TestDatabase> change, Runnable call)
            throws InterruptedException {
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch committing = new CountDownLatch(1);
        CompletableFuture<Void> alices = CompletableFuture.runAsync(() -> database.committed(() -> {
            change.accept(database);
            changed.countDown();
            await(committing);
            return null;
        }));
        await(changed);
        CompletableFuture<Void> bobs = CompletableFuture.runAsync(() -> database.committed(() -> {
            call.run();
            return null;
        }));
        assertThatThrownBy(() -> bobs.get(150, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        committing.countDown();
        alices.join();
        try {
            bobs.get(30, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException refused) {
            return (ApiException) refused.getCause();
        } catch (TimeoutException hung) {
            throw new AssertionError(hung);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private void assertMembersAreNotChangedDuring(String change, TestDatabase database) throws InterruptedException {
        OrganizationAccess access = on(database);

        ApiException refused = duringChange(
                database,
                shared -> {
                    shared.sql().query(ORGANIZATION, row -> row.text("id"), org);
                    shared.sql().update(change, org, bob);
                },
                () -> access.requireAdminOfMembers(caller(bob), org));

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorWhoIsBeingRemovedChangesNoMembersAnyMore(TestDatabase database) throws InterruptedException {
        assertMembersAreNotChangedDuring(REMOVE, database);
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorWhoIsBeingDemotedChangesNoMembersAnyMore(TestDatabase database) throws InterruptedException {
        assertMembersAreNotChangedDuring(DEMOTE, database);
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorWhoIsBeingRemovedMakesNothingAnyMore(TestDatabase database) throws InterruptedException {
        OrganizationAccess access = on(database);

        ApiException refused = duringChange(
                database,
                shared -> {
                    access.lockMembership(org, bob);
                    shared.sql().update(REMOVE, org, bob);
                },
                () -> access.requireAdminUntilCommit(caller(bob), org));

        assertThat(refused.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void anAccountThatIsBeingDisabledMakesAndChangesNothingAnyMore(TestDatabase database) throws InterruptedException {
        OrganizationAccess access = on(database);
        Map<String, Runnable> calls = new HashMap<>();
        AccountRightsChecker rights = new AccountRightsChecker(database.sql());
        calls.put("makes", () -> access.requireAdminUntilCommit(caller(bob), org));
        calls.put("changes members", () -> access.requireAdminOfMembers(caller(bob), org));
        calls.put("of the installation", () -> rights.requireAdminUntilCommit(caller(bob)));

        for (Map.Entry<String, Runnable> call : calls.entrySet()) {
            database.sql().update("update account set disabled = false where id = ?", bob);

            ApiException refused = duringChange(database, shared -> shared.sql().update(DISABLE, bob), call.getValue());

            assertThat(refused).as(call.getKey()).isNotNull();
            assertThat(refused.code()).as(call.getKey()).isEqualTo("ACCOUNT_DISABLED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatReferToTheLockedOnesAreInsertedWithoutWaiting(TestDatabase database) {
        OrganizationAccess access = on(database);
        OrganizationAccessTest other = new OrganizationAccessTest();
        other.on(database);

        database.committed(() -> {
            access.requireAdminOfMembers(caller(bob), org);
            access.requireAdminUntilCommit(caller(bob), org);
            CompletableFuture<Integer> joins = CompletableFuture.supplyAsync(() -> database.committed(() ->
                    database.sql().update(JOIN, org, other.bob) + database.sql().update(JOIN, other.org, bob)));
            assertThat(joins).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(2);
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOrganizationThatOnlyTheClaimOfAnExternalTokenNamesIsNotFound(TestDatabase database) {
        OrganizationAccess access = on(database);
        String unknown = UUID.randomUUID().toString();
        Caller external = new Caller("external", null, Set.of(), Instant.MAX, Map.of(unknown, "owner", org, "owner"));

        for (Consumer<String> call : List.<Consumer<String>>of(
                access::requireName,
                id -> access.requireAdminUntilCommit(external, id),
                id -> access.requireAdminOfMembers(external, id))) {
            database.rolledBack(() -> {
                call.accept(org);
                assertThatThrownBy(() -> call.accept(unknown))
                        .isInstanceOfSatisfying(
                                ApiException.class,
                                refused -> assertThat(refused.status()).isEqualTo(404));
            });
        }
    }
}
