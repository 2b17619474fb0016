package org.heliograph.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.heliograph.identity.Caller;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.identity.SecureTokens;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTokenVerifierTest {
    private static final Instant START = Instant.parse("2026-03-17T10:30:00Z");

    /** Counts queries, and fails while the database is away. */
    private static final class CountingSql extends SqlTemplate {
        private final SqlTemplate real = TestDatabase.H2.sql();
        private int queries;
        private int updates;
        private boolean away;

        @Override
        public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
            queries++;
            if (away) {
                throw new DatabaseException(new SQLTransientConnectionException("away"));
            }
            return real.query(sql, mapper, parameters);
        }

        @Override
        public int update(String sql, Object... parameters) {
            updates++;
            return real.update(sql, parameters);
        }
    }

    private final CountingSql sql = new CountingSql();
    private final MovableClock clock = new MovableClock(START);
    private final ApiTokenVerifier verifier = new ApiTokenVerifier(sql, clock, clock::millis);
    private final ApiTokenRepository tokens = new ApiTokenRepository(sql.real);
    private final String account = UUID.randomUUID().toString();

    @BeforeEach
    void storeMaker() throws SQLException {
        sql.real.update(
                "insert into account (id, email, name, password_hash, role, created_at) values (?, ?, 'Alice', '-', 'admin', ?)",
                account,
                account + "@acme.test",
                START);
    }

    private String issue(ApiScope first, ApiScope... others) {
        String secret = SecureTokens.newToken("hgt_");
        Instant end = START.plus(Duration.ofDays(1));
        String id = UUID.randomUUID().toString();
        Set<ApiScope> scopes = EnumSet.of(first, others);
        tokens.insert(new ApiToken(id, "deploy", "hgt_x", scopes, null, "-", account, START, end, null), secret);
        return secret;
    }

    private static HttpServletRequest request(String method, String path) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ApiTokenVerifierTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> path;
                    case "getServletPath" -> path.replace("%2F", "/").replaceAll(";.*", "");
                    case "getPathInfo" -> null;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private Caller read(String token) throws InvalidTokenException {
        return verifier.check(token, request("GET", "/api/accounts"));
    }

    private void assertRefused(String token, String method, String path, String message) {
        assertThatThrownBy(() -> verifier.check(token, request(method, path)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403))
                .hasMessageContaining(message);
    }

    @Test
    void actsAsItsMakerWithTheRightsOfNow() throws Exception {
        String token = issue(ApiScope.READ);
        Caller caller = read(token);
        assertThat(caller.userId()).isEqualTo(account);
        assertThat(caller.isPlatformAdmin()).isTrue();
        assertThat(caller.apiToken().name()).isEqualTo("deploy");
        assertThat(caller.reaches("acme")).isFalse();

        sql.real.update("update account set role = 'user' where id = ?", account);
        verifier.invalidateAccount(account);
        assertThat(read(token).isPlatformAdmin()).isFalse();

        sql.real.update("update account set disabled = true where id = ?", account);
        verifier.invalidateAccount(account);
        assertThatThrownBy(() -> read(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("disabled");
    }

    @Test
    void onlyATokenThatAdministersSendsOnSockets() throws Exception {
        assertThat(read(issue(ApiScope.READ)).maySend()).isFalse();
        assertThat(read(issue(ApiScope.READ, ApiScope.ADMINISTER)).maySend()).isTrue();
    }

    @Test
    void opensOnlyRoutesOfItsScopes() throws Exception {
        String token = issue(ApiScope.ALERTS);

        verifier.check(token, request("POST", "/api/v1/alerts"));
        verifier.check(token, request("GET", "/api/v1/alerts/open/"));
        verifier.check(token, request("GET", "/api/config"));
        assertRefused(token, "POST", "/api/publish", "lacks the scope publish");
        assertRefused(token, "GET", "/api/accounts", "lacks the scope read");
        assertRefused(token, "GET", "/api/keys", "belongs to organisations");
        assertRefused(token, "POST", "/api/tokens", "No API token may do this");
        assertRefused(token, "GET", "/api/unknown", "No API token may do this");
        verifier.check(issue(ApiScope.ADMINISTER), request("GET", "/api/accounts"));
    }

    @Test
    void aPathThatMayBeReadInTwoWaysOpensNothing() {
        String token = issue(ApiScope.READ);
        for (String path : new String[] {
            "/api/accounts;x=/", "/api%2Faccounts", "/api//accounts", "/api/x/../accounts", "/api/%2e%2e/accounts"
        }) {
            assertRefused(token, "GET", path, "No API token may do this");
        }
    }

    @Test
    void expiresToTheSecond() throws Exception {
        String token = issue(ApiScope.READ);
        clock.move(Duration.ofDays(1).minusSeconds(1));
        assertThat(read(token).expiresAt()).isEqualTo(START.plus(Duration.ofDays(1)));

        clock.move(Duration.ofSeconds(1));
        assertThatThrownBy(() -> read(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void aTokenInUseIsReadTwiceASecondAndItsUseIsWrittenOnceAMinute() throws Exception {
        String token = issue(ApiScope.READ);
        for (int i = 0; i < 240; i++) {
            read(token);
            clock.move(Duration.ofMillis(250));
        }

        assertThat(sql.queries).isEqualTo(120);
        assertThat(sql.updates).isEqualTo(1);
        assertThat(tokens.createdBy(account, null).get(0).lastUsedAt()).isEqualTo(START);
    }

    @Test
    void aWrongTokenIsNotLookedUpUnlessItCouldBeOneAndNotAgainAtOnce() {
        for (String wrong :
                new String[] {"hgt_", "hgt_short", "hgt_" + "!".repeat(43), SecureTokens.newToken("hgt_") + "x"}) {
            assertThatThrownBy(() -> read(wrong)).isInstanceOf(InvalidTokenException.class);
        }
        assertThat(sql.queries).isZero();

        String forged = SecureTokens.newToken("hgt_");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> read(forged))
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessageNotContaining(forged.substring(4));
        }
        assertThat(sql.queries).isEqualTo(1);
    }

    @Test
    void aRevokedTokenIsRefusedWithinHalfASecondAndAtOnceWhenTheNodeHearsOfIt() throws Exception {
        String unheard = issue(ApiScope.READ);
        read(unheard);
        tokens.delete(tokens.createdBy(account, null).get(0).id());
        clock.move(Duration.ofMillis(StoredTokenCache.FRESH_MILLIS));
        assertThatThrownBy(() -> read(unheard)).isInstanceOf(InvalidTokenException.class);

        String heard = issue(ApiScope.READ);
        String id = read(heard).apiToken().id();
        tokens.delete(id);
        verifier.invalidate(id);
        assertThatThrownBy(() -> read(heard)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void whileTheDatabaseIsAwayWhatWasReadLastCountsForHalfAMinute() throws Exception {
        String token = issue(ApiScope.READ);
        read(token);
        sql.away = true;
        clock.move(Duration.ofSeconds(29));
        read(token);

        clock.move(Duration.ofSeconds(1));
        assertThatThrownBy(() -> read(token))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
    }
}
