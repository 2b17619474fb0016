package org.heliograph.operations.overview;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirstStepsTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");
    private static final String ORG = "first-steps";

    private final ShownMonitors pages = new ShownMonitors();
    private TestDatabase database;

    /** The index of pages that show one monitor, or none. */
    private static final class ShownMonitors extends StatusPageIndex {
        private String shown;

        @Override
        public List<PageView> pagesShowing(String monitorId) {
            return monitorId.equals(shown)
                    ? List.of(new PageView(
                            "p", "p", "P", false, false, List.of(shown), List.of(), Appearance.NONE, null, false))
                    : List.of();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachStepIsWhatIsThereNow(TestDatabase database) {
        in(database, () -> {
            account("alice", "user", false);
            account("bob", "admin", true);
            assertThat(done()).isEmpty();

            sql("update account set disabled = false where id = 'bob'");
            assertThat(done()).containsExactly("administrator");
            sql(
                    "insert into machine (id, org_id, name, status, created_at, updated_at) values ('m', ?, 'm', 'offline', ?, ?)",
                    ORG,
                    NOW,
                    NOW);
            monitor("quiet");
            monitor("shown");
            assertThat(done()).containsExactly("administrator", "machine", "monitor");
            pages.shown = "shown";
            sql(
                    "insert into alert (id, site, severity, message, status, source, created_at, updated_at)"
                            + " values ('a', 's', 'info', 'm', 'resolved', 'people', ?, ?)",
                    NOW,
                    NOW);
            assertThat(done()).containsExactly("administrator", "machine", "monitor", "monitor_on_page", "alert");

            sql("delete from machine");
            assertThat(done()).doesNotContain("machine");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aColleagueIsAnEnabledMemberAndNotAnInvitation(TestDatabase database) {
        in(database, () -> {
            account("alice", "user", false);
            account("bob", "user", true);
            member("alice");
            member("bob");
            invitation("carol", NOW.plusSeconds(60));
            invitation("dave", NOW);

            assertThat(done()).doesNotContain("colleague");
            assertThat(read(true, ORG).getInt("pending_invitations")).isEqualTo(1);

            sql("update account set disabled = false where id = 'bob'");
            assertThat(done()).contains("colleague");
        });
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfOthersAreNull(TestDatabase database) {
        in(database, () -> {
            JsonObject member = read(false, null);
            JsonObject admin = read(false, ORG);
            JsonObject alone = read(true, null);

            for (String step : List.of("administrator", "monitor", "monitor_on_page", "alert")) {
                assertThat(member.get(step)).isEqualTo(JsonValue.NULL);
                assertThat(admin.get(step)).isEqualTo(JsonValue.NULL);
                assertThat(alone.get(step)).isEqualTo(JsonValue.FALSE);
            }
            for (String step : List.of("machine", "colleague")) {
                assertThat(member.get(step)).isEqualTo(JsonValue.NULL);
                assertThat(admin.get(step)).isEqualTo(JsonValue.FALSE);
                assertThat(alone.get(step)).isEqualTo(JsonValue.NULL);
            }
        });
    }

    private JsonObject read(boolean installation, String orgId) {
        return new FirstSteps(database.sql(), pages, Clock.fixed(NOW, ZoneOffset.UTC)).read(installation, orgId);
    }

    private List<String> done() {
        JsonObject steps = read(true, ORG);
        return steps.keySet().stream()
                .filter(step -> steps.get(step).equals(JsonValue.TRUE))
                .toList();
    }

    private void account(String id, String role, boolean disabled) {
        sql(
                "insert into account (id, email, name, password_hash, role, disabled, created_at) values (?, ?, ?, 'x', ?, ?, ?)",
                id,
                id + "@first-steps.test",
                id,
                role,
                disabled,
                NOW);
    }

    private void member(String account) {
        sql(
                "insert into membership (org_id, account_id, role, created_at) values (?, ?, 'member', ?)",
                ORG,
                account,
                NOW);
    }

    private void invitation(String name, Instant expires) {
        sql(
                "insert into invitation (id, org_id, email, role, token_hash, expires_at, created_at) values (?, ?, ?, 'member', ?, ?, ?)",
                name,
                ORG,
                name + "@first-steps.test",
                name,
                expires,
                NOW);
    }

    private void monitor(String id) {
        sql(
                "insert into monitor (id, name, token, interval_seconds, created_at, updated_at) values (?, ?, ?, 60, ?, ?)",
                id,
                id,
                id,
                NOW,
                NOW);
    }

    private void sql(String statement, Object... parameters) {
        database.sql().update(statement, parameters);
    }

    /** In a database without anything else. */
    private void in(TestDatabase chosen, Runnable work) {
        database = chosen;
        chosen.rolledBack(() -> {
            for (String table : List.of("machine", "monitor", "alert", "membership", "invitation", "account")) {
                sql("delete from " + table);
            }
            sql("insert into organization (id, name, created_at) values (?, 'First steps', ?)", ORG, NOW);
            work.run();
        });
    }
}
