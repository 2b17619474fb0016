package org.heliograph.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutageRetentionTest {
    /** Long before what other tests insert. */
    private static final Instant NOW = Instant.parse("2011-03-17T10:00:00Z");

    @ParameterizedTest
    @EnumSource
    void outagesOfMoreThanFourHundredDaysAgoArePurged(TestDatabase database) {
        outage(database, 401);
        outage(database, 399);

        new OutageRetention(database.sql(), new Configuration(name -> Optional.empty()), new MovableClock(NOW)).purge();

        assertThat(database.number("select count(*) from server_outage where to_at < ?", NOW))
                .isEqualTo(1);
    }

    private static void outage(TestDatabase database, int endedDaysAgo) {
        Instant end = NOW.minus(Duration.ofDays(endedDaysAgo));
        database.sql().update("insert into server_outage (from_at, to_at) values (?, ?)", end.minusSeconds(60), end);
    }
}
