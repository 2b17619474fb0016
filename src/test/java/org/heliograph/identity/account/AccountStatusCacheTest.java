package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class AccountStatusCacheTest {
    private static final Duration ALMOST_STALE = Duration.ofMillis(AccountStatusCache.FRESH_MILLIS - 1);

    private final Table table = new Table();
    private final MovableClock clock = new MovableClock(Instant.ofEpochMilli(1_000_000));
    private final AccountStatusCache accounts = cache(new ConcurrentHashMap<>());
    private final Caller alice =
            new Caller("alice", "alice@acme.test", Set.of("admin"), Instant.MAX, Map.of(), Map.of("sid", "laptop"));

    /** The rows of the database. */
    private static final class Table {
        private final Set<String> sessions = new HashSet<>(Set.of("laptop", "phone"));
        private AccountStatusCache.State alice;
        private Runnable whileReading = () -> {};
        private Runnable whileStoring = () -> {};
        private boolean away;
        private int reads;

        AccountStatusCache.State read(AccountStatusCache.Key key, long now) {
            reads++;
            if (away) {
                throw new DatabaseException(new SQLException("away"));
            }
            AccountStatusCache.State row = alice != null && key.account().equals("alice")
                    ? new AccountStatusCache.State(
                            alice.role(), alice.disabled(), alice.tokenVersion(), sessions.contains(key.session()), now)
                    : new AccountStatusCache.State(null, false, 0, false, now);
            whileReading.run();
            return row;
        }

        void put(String role, boolean disabled) {
            put(role, disabled, 0);
        }

        void put(String role, boolean disabled, long tokenVersion) {
            alice = new AccountStatusCache.State(role, disabled, tokenVersion, true, 0);
        }
    }

    private AccountStatusCache cache(Map<AccountStatusCache.Key, AccountStatusCache.State> states) {
        return new AccountStatusCache(clock::millis, states) {
            @Override
            State read(Key key, long now) {
                return table.read(key, now);
            }
        };
    }

    @Test
    void roleOfTheAccountReplacesThatOfAnOldToken() throws InvalidTokenException {
        table.put("user", false);

        Caller now = accounts.current(alice, true);

        assertThat(now.roles()).containsExactly("user");
        assertThat(now.email()).isEqualTo("alice@acme.test");
        assertThat(now.expiresAt()).isEqualTo(Instant.MAX);
    }

    @Test
    void tokenOfAnotherIssuerKeepsItsRolesUnlessAnAccountHasItsSubject() throws InvalidTokenException {
        assertThat(accounts.current(alice, false)).isEqualTo(alice);
        table.put("user", false);
        accounts.invalidate("alice");

        assertThatThrownBy(() -> accounts.current(alice, false))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("belongs to an account");
        table.put("user", true);
        accounts.invalidate("alice");
        assertThatThrownBy(() -> accounts.current(alice, false)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void ownTokenOfADisabledOrDeletedAccountIsRefused() {
        assertThatThrownBy(() -> accounts.current(alice, true)).hasMessageContaining("does not exist");
        table.put("admin", true);
        accounts.invalidate("alice");

        assertThatThrownBy(() -> accounts.current(alice, true)).hasMessageContaining("disabled");
    }

    @Test
    void tokenOfAnEndedSessionIsRefusedAndANewerOneThanTheCachedRowIsNot() throws InvalidTokenException {
        Caller renewed =
                new Caller("alice", null, Set.of("user"), Instant.MAX, Map.of(), Map.of("ver", 1L, "sid", "laptop"));
        table.put("user", false);
        accounts.current(alice, true);
        assertThat(accounts.current(renewed, true).roles()).containsExactly("user");

        table.put("user", false, 1);
        accounts.invalidate("alice");

        assertThatThrownBy(() -> accounts.current(alice, true)).hasMessageContaining("session");
        assertThat(accounts.current(renewed, true).roles()).containsExactly("user");
    }

    @Test
    void tokenOfAnEndedSessionIsRefusedAtOnceAndThoseOfOtherSessionsAreNot() throws InvalidTokenException {
        Caller phone = new Caller("alice", null, Set.of("user"), Instant.MAX, Map.of(), Map.of("sid", "phone"));
        table.put("user", false);
        accounts.current(alice, true);
        accounts.current(phone, true);
        table.sessions.remove("laptop");

        accounts.invalidateSession("alice", "laptop");

        assertThatThrownBy(() -> accounts.current(alice, true)).hasMessageContaining("session");
        assertThat(accounts.current(phone, true).roles()).containsExactly("user");
        assertThat(table.reads).isEqualTo(3);
    }

    @Test
    void ownTokenWithoutASessionIsRefused() {
        Caller old = new Caller("alice", null, Set.of("user"), Instant.MAX, Map.of());
        table.put("user", false);

        assertThatThrownBy(() -> accounts.current(old, true)).hasMessageContaining("session");
    }

    @Test
    void changeOfAnAccountCountsForAllItsSessionsAtOnce() throws InvalidTokenException {
        Caller phone = new Caller("alice", null, Set.of("user"), Instant.MAX, Map.of(), Map.of("sid", "phone"));
        table.put("user", false);
        accounts.current(alice, true);
        accounts.current(phone, true);
        table.put("user", true);

        accounts.invalidate("alice");

        assertThatThrownBy(() -> accounts.current(alice, true)).hasMessageContaining("disabled");
        assertThatThrownBy(() -> accounts.current(phone, true)).hasMessageContaining("disabled");
    }

    @Test
    void changeWithoutInvalidationCountsAfterHalfASecond() throws InvalidTokenException {
        table.put("admin", false);
        accounts.current(alice, true);
        table.put("admin", true);
        clock.move(ALMOST_STALE);
        assertThat(accounts.current(alice, true).roles()).containsExactly("admin");
        assertThat(table.reads).isEqualTo(1);

        clock.move(Duration.ofMillis(1));

        assertThatThrownBy(() -> accounts.current(alice, true)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aRestoredDatabaseCountsAtOnce() throws InvalidTokenException {
        table.put("admin", false);
        accounts.current(alice, true);
        table.put("user", true);

        accounts.discard();

        assertThatThrownBy(() -> accounts.current(alice, true)).hasMessageContaining("disabled");
    }

    @Test
    void rowReadBeforeAnInvalidationIsNotCached() throws InvalidTokenException {
        table.put("admin", false);
        table.whileReading = () -> accounts.invalidate("alice");
        accounts.current(alice, true);
        table.put("admin", true);

        assertThatThrownBy(() -> accounts.current(alice, true)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void invalidationWhileAnOlderRowIsBeingStoredCountsAtOnce() throws InvalidTokenException {
        Map<AccountStatusCache.Key, AccountStatusCache.State> slow = new ConcurrentHashMap<>() {
            @Override
            public AccountStatusCache.State put(AccountStatusCache.Key key, AccountStatusCache.State row) {
                table.whileStoring.run();
                return super.put(key, row);
            }
        };
        AccountStatusCache accounts = cache(slow);
        table.put("admin", false);
        table.whileStoring = () -> {
            table.put("admin", true);
            accounts.invalidate("alice");
        };
        accounts.current(alice, true);

        assertThatThrownBy(() -> accounts.current(alice, true)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void lastKnownStateCountsForHalfAMinuteWhileTheDatabaseIsAway() throws InvalidTokenException {
        table.put("admin", false);
        accounts.current(alice, true);
        table.away = true;
        clock.move(Duration.ofMillis(AccountStatusCache.STALE_MILLIS - 1));
        assertThat(accounts.current(alice, true).roles()).containsExactly("admin");

        clock.move(Duration.ofMillis(1));

        assertThatThrownBy(() -> accounts.current(alice, true))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        table.away = false;
        assertThat(accounts.current(alice, true).roles()).containsExactly("admin");
    }

    @Test
    void subjectOfAnAccountStaysRefusedWhileTheDatabaseIsAway() {
        table.put("user", true);
        assertThatThrownBy(() -> accounts.current(alice, false)).isInstanceOf(InvalidTokenException.class);
        table.away = true;
        clock.move(Duration.ofMinutes(5));

        assertThatThrownBy(() -> accounts.current(alice, false)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void unknownAccountGets503WhileTheDatabaseIsAwayUnlessTheTokenIsAnotherIssuers() throws InvalidTokenException {
        table.away = true;

        assertThatThrownBy(() -> accounts.current(alice, true))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        assertThat(accounts.current(alice, false)).isEqualTo(alice);
    }
}
