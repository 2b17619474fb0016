package org.heliograph.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditRepositoryTest {
    /** Ids never fall, so each test has a later time. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final Instant start =
            Instant.parse("2026-03-17T10:00:00Z").plus(Duration.ofDays(10L * TESTS.incrementAndGet()));
    private static final AuditSearch ALL = new AuditSearch(null, null, null, null, null, null, null, null, null);

    private static AuditRepository empty(TestDatabase database) {
        database.sql().update("delete from audit_entry");
        return new AuditRepository(database.sql());
    }

    private static AuditEntry key(String org, String actor, String name) {
        return AuditEntry.of(AuditAction.AUTH_KEY_CREATE)
                .in(org)
                .by("id-" + actor, actor)
                .from("192.0.2.7")
                .on("k-" + name, name);
    }

    private static AuditSearch with(
            String org, String action, String outcome, String actor, String address, String text) {
        return new AuditSearch(org, action, outcome, actor, address, text, null, null, null);
    }

    private static List<String> names(AuditRepository rows, AuditSearch search) {
        return rows.find(search, 100).stream()
                .map(row -> row.entry().targetName())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aRowIsReadAsItWasWritten(TestDatabase database) {
        AuditRepository rows = empty(database);
        AuditRow row = AuditRow.of(
                key("acme", "alice@acme.test", "100%_!")
                        .change(JsonText.parse("{\"a\":\"ü\"}"), JsonText.parse("{\"a\":null}"))
                        .failed("FORBIDDEN"),
                start);

        assertThat(rows.insert(row)).isEmpty();

        AuditRow read = rows.find(ALL, 10).get(0);
        assertThat(read.json()).isEqualTo(row.json());
        assertThat(read.json().keySet()).containsExactlyElementsOf(AuditRow.FIELDS);
        assertThat(rows.repeat(row.id(), 4, start.plusSeconds(9))).isTrue();
        assertThat(rows.find(ALL, 10).get(0).occurrences()).isEqualTo(5);
        assertThat(rows.repeat("none", 1, start)).isFalse();
    }

    /** Each organisation that sees rows has a topic for them, for ever. */
    @ParameterizedTest
    @EnumSource
    void onlyAnOrganisationThatExistsSeesWhatFailedInIt(TestDatabase database) {
        AuditRepository rows = empty(database);
        String id = "audited-" + TESTS.incrementAndGet();
        AuditRow refused = AuditRow.of(key(id, "mallory@acme.test", "first").failed("FORBIDDEN"), start);
        assertThat(rows.insert(refused)).isEmpty();
        assertThat(rows.find(with(id, null, null, null, null, null), 10)).isEmpty();

        database.sql()
                .update("insert into organization (id, name, demo, created_at) values (?, ?, false, ?)", id, id, start);
        try {
            AuditRow again =
                    AuditRow.of(key(id, "mallory@acme.test", "second").failed("FORBIDDEN"), start.plusSeconds(1));
            assertThat(rows.insert(again)).containsExactly(id);
            assertThat(names(rows, with(id, null, null, null, null, null))).containsExactly("second");
        } finally {
            database.sql().update("delete from organization where id = ?", id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsByEveryFilterNewestFirst(TestDatabase database) {
        AuditRepository rows = empty(database);
        rows.insert(AuditRow.of(key("acme", "alice@acme.test", "first"), start));
        rows.insert(AuditRow.of(key("globex", "carol@globex.test", "second%"), start.plusSeconds(1)));
        rows.insert(AuditRow.of(
                AuditEntry.of(AuditAction.SIGN_IN_LOCK)
                        .from("198.51.100.1")
                        .on(null, "third_BOB")
                        .failed("TOO_MANY_FAILURES"),
                start.plusSeconds(2)));

        assertThat(names(rows, ALL)).containsExactly("third_BOB", "second%", "first");
        assertThat(names(rows, with("acme", null, null, null, null, null))).containsExactly("first");
        assertThat(names(rows, with("acme", null, null, "carol@globex.test", null, null)))
                .isEmpty();
        assertThat(names(rows, with(null, "sign-in", null, null, null, null))).containsExactly("third_BOB");
        assertThat(names(rows, with(null, "auth-key.create", null, null, null, null)))
                .containsExactly("second%", "first");
        assertThat(names(rows, with(null, "auth%", null, null, null, null))).isEmpty();
        assertThat(names(rows, with(null, null, "failed", null, null, null))).containsExactly("third_BOB");
        assertThat(names(rows, with(null, null, null, "id-alice@acme.test", null, null)))
                .containsExactly("first");
        assertThat(names(rows, with(null, null, null, null, "198.51.100.1", null)))
                .containsExactly("third_BOB");
        assertThat(names(rows, with(null, null, null, null, null, "d_bob"))).containsExactly("third_BOB");
        assertThat(names(rows, with(null, null, null, null, null, "%"))).containsExactly("second%");
        assertThat(names(rows, with(null, null, null, null, null, "GLOBEX"))).containsExactly("second%");
    }

    @ParameterizedTest
    @EnumSource
    void findsByTimeAndPageByPage(TestDatabase database) {
        AuditRepository rows = empty(database);
        for (int i = 0; i < 5; i++) {
            rows.insert(AuditRow.of(key("acme", "alice@acme.test", "" + i), start.plusSeconds(100 + i)));
        }
        AuditSearch middle = new AuditSearch(
                "acme", null, null, null, null, null, start.plusSeconds(101), start.plusSeconds(104), null);

        assertThat(names(rows, middle)).containsExactly("3", "2", "1");
        List<AuditRow> page = rows.find(ALL, 2);
        assertThat(names(rows, ALL.before(page.get(1).id()))).containsExactly("2", "1", "0");
    }

    @ParameterizedTest
    @EnumSource
    void purgesOldRowsAndSurplusFailuresAndNoActs(TestDatabase database) {
        AuditRepository rows = empty(database);
        Map<String, String> settings =
                Map.of("heliograph.audit.retention", "P1D", "heliograph.audit.failures.kept", "100");
        MovableClock clock = new MovableClock(start);
        AuditRetention retention =
                new AuditRetention(rows, new Configuration(name -> Optional.ofNullable(settings.get(name))), clock);
        rows.insert(AuditRow.of(key("acme", "alice@acme.test", "act"), start));
        for (int i = 0; i < 1_103; i++) {
            rows.insert(AuditRow.of(key("acme", "mallory@acme.test", "f" + i).failed("FORBIDDEN"), start));
        }

        retention.purge();

        assertThat(rows.find(ALL, 5_000)).hasSize(101);
        assertThat(names(rows, with(null, null, "done", null, null, null))).containsExactly("act");
        clock.move(Duration.ofDays(2));
        retention.purge();
        assertThat(rows.find(ALL, 5_000)).isEmpty();
        assertThat(database.sql().query("select count(*) as n from audit_audience", row -> row.bigint("n")))
                .containsExactly(0L);
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfSeveralFailuresIsFoundByTheTimeOfTheLastOne(TestDatabase database) {
        AuditRepository rows = empty(database);
        AuditRow row = AuditRow.of(key("acme", "alice@acme.test", "x").failed("FORBIDDEN"), start);
        rows.insert(row);
        Instant last = start.plus(FailureBuffer.WINDOW);
        rows.repeat(row.id(), 1, last);

        assertThat(rows.find(from(last), 10)).hasSize(1);
        assertThat(rows.find(from(last.plusMillis(1)), 10)).isEmpty();
    }

    private static AuditSearch from(Instant first) {
        return new AuditSearch(null, null, null, null, null, null, first, null, null);
    }
}
