package org.heliograph.organization.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvitationRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private final String org = UUID.randomUUID().toString();

    @ParameterizedTest
    @EnumSource
    void invitationsThatExpiredThirtyDaysAgoArePurged(TestDatabase database) {
        database.sql().update("insert into organization (id, name, created_at) values (?, 'x', ?)", org, NOW);
        invitation(database, 31);
        invitation(database, 29);
        invitation(database, -1);

        new InvitationRetention(database.sql(), new Configuration(name -> Optional.empty()), new MovableClock(NOW))
                .purge();

        assertThat(database.number("select count(*) from invitation where org_id = ?", org))
                .isEqualTo(2);
    }

    private void invitation(TestDatabase database, int expiredDaysAgo) {
        String id = UUID.randomUUID().toString();
        database.sql()
                .update(
                        "insert into invitation (id, org_id, email, role, token_hash, expires_at, created_at)"
                                + " values (?, ?, ?, 'member', ?, ?, ?)",
                        id,
                        org,
                        id + "@acme.test",
                        id,
                        NOW.minus(Duration.ofDays(expiredDaysAgo)),
                        NOW.minus(Duration.ofDays(60)));
    }
}
