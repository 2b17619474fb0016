package org.heliograph.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiTokenRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private final String account = UUID.randomUUID().toString();

    @ParameterizedTest
    @EnumSource
    void tokensThatExpiredThirtyDaysAgoArePurgedAndAuditEntriesAreNot(TestDatabase database) {
        database.sql()
                .update(
                        "insert into account (id, email, name, password_hash, role, created_at) values (?, ?, 'x', 'x', 'admin', ?)",
                        account,
                        account + "@acme.test",
                        NOW);
        String old = token(database, 31);
        String listed = token(database, 29);
        String live = token(database, -1);
        database.sql()
                .update(
                        "insert into audit_entry (id, created_at, last_at, occurrences, action, outcome, target_id)"
                                + " values (?, ?, ?, 1, 'api-token-create', 'ok', ?)",
                        UUID.randomUUID().toString(),
                        NOW,
                        NOW,
                        old);

        new ApiTokenRetention(database.sql(), new Configuration(name -> Optional.empty()), new MovableClock(NOW))
                .purge();

        List<String> left = new ApiTokenRepository(database.sql())
                .createdBy(account, null).stream().map(ApiToken::id).toList();
        assertThat(left).containsExactlyInAnyOrder(listed, live).doesNotContain(old);
        assertThat(database.number("select count(*) from audit_entry where target_id = ?", old))
                .isEqualTo(1);
    }

    private String token(TestDatabase database, int expiredDaysAgo) {
        String id = UUID.randomUUID().toString();
        ApiToken token = new ApiToken(
                id,
                "deploy",
                "hgt_x",
                EnumSet.of(ApiScope.READ),
                null,
                account + "@acme.test",
                account,
                NOW.minus(Duration.ofDays(60)),
                NOW.minus(Duration.ofDays(expiredDaysAgo)),
                null);
        new ApiTokenRepository(database.sql()).insert(token, id);
        return id;
    }
}
