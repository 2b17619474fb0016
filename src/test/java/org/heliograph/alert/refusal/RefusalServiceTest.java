package org.heliograph.alert.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.testing.LoggedRecords;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalServiceTest {
    @RegisterExtension
    final LoggedRecords logged = new LoggedRecords(RefusalService.class);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-17T10:00:00Z"));

    private RefusalService service(TestDatabase database) {
        RefusalService refusals = new RefusalService(new RefusalRepository(database.sql()), clock);
        refusals.clear();
        return refusals;
    }

    private static Refusal macro(String source) {
        return new Refusal(source, "The field site contains {HOST.NAME}.", "{}");
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsCountedAndLoggedOnce(TestDatabase database) {
        RefusalService refusals = service(database);

        refusals.record(List.of(macro("zabbix"), macro("zabbix"), macro("zabbix-b")));
        clock.move(Duration.ofMinutes(1));
        refusals.record(List.of(macro("zabbix")));

        List<JsonObject> rows = refusals.list().getValuesAs(JsonObject.class);
        assertThat(rows).extracting(row -> row.getString("source")).containsExactly("zabbix", "zabbix-b");
        assertThat(rows.get(0).getInt("reports")).isEqualTo(3);
        assertThat(rows.get(0).getString("first_at")).isEqualTo("2026-03-17T10:00:00.000Z");
        assertThat(rows.get(0).getString("last_at")).isEqualTo("2026-03-17T10:01:00.000Z");
        assertThat(logged.messages()).hasSize(2).first().asString().contains("zabbix", "{HOST.NAME}");
    }

    @ParameterizedTest
    @EnumSource
    void kindsAreBoundedInTheTableAndInTheLog(TestDatabase database) {
        RefusalService refusals = service(database);

        IntStream.range(0, 300).forEach(i -> refusals.record(List.of(new Refusal("cron", "reason " + i, ""))));

        List<JsonObject> rows = refusals.list().getValuesAs(JsonObject.class);
        assertThat(rows).hasSize(RefusalRepository.MAX_KINDS + 1);
        assertThat(rows)
                .filteredOn(row -> row.getString("source").equals("several"))
                .extracting(row -> row.getInt("reports"))
                .containsExactly(300 - RefusalRepository.MAX_KINDS);
        assertThat(logged.messages()).hasSize(RefusalRepository.MAX_KINDS + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsForgottenAWeekAfterItsLastReport(TestDatabase database) {
        RefusalService refusals = service(database);
        refusals.record(List.of(macro("zabbix")));
        clock.move(Duration.ofDays(6));
        refusals.record(List.of(macro("zabbix"), macro("cron")));

        clock.move(Duration.ofDays(7));
        refusals.purge();
        assertThat(refusals.list()).hasSize(2);
        clock.move(Duration.ofMillis(1));
        refusals.purge();
        assertThat(refusals.list()).isEmpty();
    }

    /** H2 counts the halves of a pair, PostgreSQL the pairs. */
    @ParameterizedTest
    @EnumSource
    void textsOfPairsOfSurrogatesAreCutForEachDatabase(TestDatabase database) {
        RefusalService refusals = service(database);

        refusals.record(List.of(new Refusal("😀".repeat(64), "a" + "😀".repeat(500), "😀".repeat(500))));

        assertThat(refusals.list().getValuesAs(JsonObject.class))
                .extracting(row -> row.getString("source"), row -> row.getString("message"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("😀".repeat(32), "a" + "😀".repeat(249)));
    }

    @Test
    void controlCharactersOfASenderStayOutOfTheLog() {
        assertThat(new Refusal("a\r\nINFO fake", "m\u0000\u001b[31m", "x".repeat(5_000)))
                .isEqualTo(new Refusal("a  INFO fake", "m  [31m", "x".repeat(500)));
    }
}
