package org.heliograph.operations.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.identity.Caller;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnouncementTest {
    private static final Instant NOW = Instant.parse("2011-03-17T10:00:00Z");
    private static final Caller ALICE =
            new Caller("alice", "alice@acme.test", Set.of(Caller.ADMIN), Instant.MAX, Map.of());

    private static AnnouncementRequest request(String since, String until) {
        return new AnnouncementRequest("Works tonight", null, Optional.ofNullable(since), Optional.ofNullable(until));
    }

    private static Announcement announcement(String since, String until) {
        return AnnouncementService.of(request(since, until), ALICE, NOW);
    }

    @Test
    void itHoldsFromNowOnWithoutAnEndUnlessTimesAreGiven() {
        Announcement plain = announcement(null, null);
        assertThat(plain.severity()).isEqualTo("info");
        assertThat(plain.since()).isEqualTo(NOW);
        assertThat(plain.until()).isNull();
        assertThat(plain.createdBy()).isEqualTo("alice@acme.test");

        Announcement timed = announcement("2011-03-17T20:00:00+01:00", "2011-03-17T22:00:00Z");
        assertThat(timed.since()).isEqualTo("2011-03-17T19:00:00Z");
        assertThat(timed.until()).isEqualTo("2011-03-17T22:00:00Z");
    }

    @Test
    void wrongTimesAreRefused() {
        for (String[] times : new String[][] {
            {"soon", null},
            {null, "2011-03-17T10:00:00Z"},
            {"2011-03-17T20:00:00Z", "2011-03-17T19:00:00Z"},
            {"-200000-01-01T00:00:00Z", null}
        }) {
            assertThatThrownBy(() -> announcement(times[0], times[1]))
                    .isInstanceOf(ApiException.class)
                    .extracting("status")
                    .isEqualTo(400);
        }
    }

    @Test
    void theChannelDoesNotSayWhoHasWrittenIt() {
        Announcement one = announcement(null, null);

        assertThat(one.event("created").toString())
                .startsWith("{\"action\":\"created\",\"id\":")
                .doesNotContain("alice");
        assertThat(one.json().getString("created_by")).isEqualTo("alice@acme.test");
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreKeptUntilTheyAreDeletedOrLongOver(TestDatabase database) {
        database.rolledBack(() -> {
            AnnouncementRepository rows = new AnnouncementRepository(database.sql());
            Announcement kept = announcement(null, null);
            Announcement over = announcement("2011-01-01T00:00:00Z", "2011-01-02T00:00:00Z");
            rows.insert(kept);
            rows.insert(over);
            assertThat(rows.all(1_000)).contains(kept, over);

            rows.purge(NOW);

            assertThat(rows.all(1_000)).contains(kept).doesNotContain(over);
            assertThat(rows.delete(kept.id())).contains(kept);
            assertThat(rows.delete(kept.id())).isEmpty();
        });
    }
}
