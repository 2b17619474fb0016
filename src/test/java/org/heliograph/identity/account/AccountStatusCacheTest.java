package org.heliograph.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class AccountStatusCacheTest {
    private static final Duration SHORTLY = Duration.ofMillis(AccountStatusCache.GOOD_FOR_MILLIS - 1);

    private final Table table = new Table();
    private final MovableClock clock = new MovableClock(Instant.ofEpochMilli(1_000_000));
    private final AccountStatusCache standing = new AccountStatusCache(table, clock);
    private final Caller alice = new Caller("alice", "alice@acme.test", Set.of("admin"), Instant.MAX, Map.of());

    private static final class Table extends AccountStatusQuery {
        private final Map<String, Row> rows = new HashMap<>();
        private Runnable whileReading = () -> {};
        private Runnable whileStoring = () -> {};
        private boolean away;
        private int reads;

        @Override
        Optional<Row> find(String id) {
            reads++;
            if (away) {
                throw new IllegalStateException("away");
            }
            Optional<Row> row = Optional.ofNullable(rows.get(id));
            whileReading.run();
            return row;
        }

        void put(String role, boolean disabled) {
            rows.put("alice", new Row(role, disabled));
        }
    }

    @Test
    void theRoleOfTheAccountCountsAndNotThatOfAnOldToken() throws InvalidTokenException {
        table.put("user", false);

        Caller now = standing.now(alice, true);

        assertThat(now.roles()).containsExactly("user");
        assertThat(now.email()).isEqualTo("alice@acme.test");
        assertThat(now.expiresAt()).isEqualTo(Instant.MAX);
    }

    @Test
    void aTokenMadeElsewhereKeepsItsRolesButNotADisabledAccount() throws InvalidTokenException {
        assertThat(standing.now(alice, false)).isEqualTo(alice);
        table.put("user", false);
        standing.forget("alice");
        assertThat(standing.now(alice, false)).isEqualTo(alice);

        table.put("user", true);
        standing.forget("alice");

        assertThatThrownBy(() -> standing.now(alice, false)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void ourTokenOfAnAccountThatIsDisabledOrGoneIsRefused() {
        assertThatThrownBy(() -> standing.now(alice, true)).hasMessageContaining("gone");
        table.put("admin", true);
        standing.forget("alice");

        assertThatThrownBy(() -> standing.now(alice, true)).hasMessageContaining("disabled");
    }

    @Test
    void aChangeCountsAfterHalfASecondAlsoWhereNobodyHeardOfIt() throws InvalidTokenException {
        table.put("admin", false);
        standing.now(alice, true);
        table.put("admin", true);
        clock.move(SHORTLY);
        assertThat(standing.now(alice, true).roles()).containsExactly("admin");
        assertThat(table.reads).isEqualTo(1);

        clock.move(Duration.ofMillis(1));

        assertThatThrownBy(() -> standing.now(alice, true)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() throws InvalidTokenException {
        table.put("admin", false);
        table.whileReading = () -> standing.forget("alice");
        standing.now(alice, true);
        table.put("admin", true);

        assertThatThrownBy(() -> standing.now(alice, true)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aChangeThatIsHeardOfWhileAnOlderRowIsBeingStoredCountsAtOnce() throws InvalidTokenException {
        Map<String, AccountStatusCache.Known> slow = new ConcurrentHashMap<>() {
            @Override
            public AccountStatusCache.Known put(String id, AccountStatusCache.Known row) {
                table.whileStoring.run();
                return super.put(id, row);
            }
        };
        AccountStatusCache standing = new AccountStatusCache(table, clock, slow);
        table.put("admin", false);
        table.whileStoring = () -> {
            table.put("admin", true);
            standing.forget("alice");
        };
        standing.now(alice, true);

        assertThatThrownBy(() -> standing.now(alice, true)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void whileTheDatabaseIsAwayTheLastThatWasKnownCountsForHalfAMinute() throws InvalidTokenException {
        table.put("admin", false);
        standing.now(alice, true);
        table.away = true;
        clock.move(Duration.ofMillis(AccountStatusCache.COUNTS_FOR_MILLIS - 1));
        assertThat(standing.now(alice, true).roles()).containsExactly("admin");

        clock.move(Duration.ofMillis(1));

        assertThatThrownBy(() -> standing.now(alice, true))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        table.away = false;
        assertThat(standing.now(alice, true).roles()).containsExactly("admin");
    }

    @Test
    void whoWasKnownToBeShutOutStaysSoForAnotherIssuersTokensWhileTheDatabaseIsAway() {
        table.put("user", true);
        assertThatThrownBy(() -> standing.now(alice, false)).isInstanceOf(InvalidTokenException.class);
        table.away = true;
        clock.move(Duration.ofMinutes(5));

        assertThatThrownBy(() -> standing.now(alice, false)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void ofWhomNothingIsKnownThenIsAskedToComeBackUnlessAnotherIssuerVouches() throws InvalidTokenException {
        table.away = true;

        assertThatThrownBy(() -> standing.now(alice, true))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        assertThat(standing.now(alice, false)).isEqualTo(alice);
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeOldKnowledgeLast() throws InvalidTokenException {
        table.put("admin", false);
        standing.now(alice, true);
        clock.move(Duration.ofHours(-1));
        table.put("admin", true);

        assertThatThrownBy(() -> standing.now(alice, true)).isInstanceOf(InvalidTokenException.class);
    }
}
