package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthKeyRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(30));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(31));
    private static final Instant LATELY = NOW.minus(Duration.ofDays(29));
    private static final String INSERT = "insert into auth_key (id, org_id, description, prefix, key_hash, reusable,"
            + " ephemeral, expires_at, revoked_at, used_count, last_used_at, created_at) values (?, ?, '', '', ?, ?, false,"
            + " ?, ?, ?, ?, ?)";

    private final String org = UUID.randomUUID().toString();

    @ParameterizedTest
    @EnumSource
    void keysThatAdmittedNobodyForThirtyDaysArePurgedAndOthersStay(TestDatabase database) {
        database.sql().update("insert into organization (id, name, created_at) values (?, 'x', ?)", org, LONG_AGO);
        String revoked = key(database, true, null, LONG_AGO, 5, LONG_AGO);
        String expired = key(database, true, LONG_AGO, null, 0, null);
        String spent = key(database, false, null, null, 1, LONG_AGO);
        String exhausted = key(database, true, null, null, 3, LONG_AGO);
        limit(database, exhausted, 3);
        limit(database, key(database, true, null, null, 3, LATELY), 3);
        limit(database, key(database, true, null, null, 2, LONG_AGO), 3);
        key(database, true, null, LATELY, 0, null);
        key(database, true, LATELY, null, 0, null);
        key(database, false, null, null, 1, LATELY);
        key(database, false, null, null, 0, null);
        key(database, true, null, null, 7, LONG_AGO);

        List<String> dead = database.sql().query(AuthKeyService.DEAD, row -> row.text("id"), BEFORE, BEFORE, BEFORE);

        assertThat(dead).contains(revoked, expired, spent, exhausted);
        assertThat(database.number(
                        "select count(*) from auth_key where org_id = ? and id not in (?, ?, ?, ?)",
                        org,
                        revoked,
                        expired,
                        spent,
                        exhausted))
                .isEqualTo(7);
        assertThat(dead).hasSize(4);
    }

    private String key(
            TestDatabase database, boolean reusable, Instant expires, Instant revoked, int used, Instant lastUsed) {
        String id = UUID.randomUUID().toString();
        database.sql().update(INSERT, id, org, id, reusable, expires, revoked, used, lastUsed, LONG_AGO);
        return id;
    }

    private static void limit(TestDatabase database, String id, int uses) {
        database.sql().update("update auth_key set max_uses = ? where id = ?", uses, id);
    }
}
