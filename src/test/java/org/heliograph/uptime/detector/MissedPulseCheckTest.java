package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The detector's statements on both databases. */
class MissedPulseCheckTest {
    private static final Instant PULSE = Instant.parse("2026-03-17T10:00:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final RecordingStatusPagePublisher publisher = new RecordingStatusPagePublisher();
    private final List<Integer> asked = new ArrayList<>();
    private boolean quiet;

    @ParameterizedTest
    @EnumSource
    void aMonitorGoesDownIsRememberedAndStaysDown(TestDatabase database) {
        String monitor = up(database, 10, 1, 2);

        look(database, 10, 15, 20, 25, 30);

        assertThat(publisher.takeEvents())
                .containsExactly(
                        "logged monitor-down {\"downtime\":20000}",
                        "logged monitor-still-down {\"consecutiveDownCount\":3,\"downtime\":30000}");
        assertThat(database.rows()
                        .query(
                                "select * from monitor_state where monitor_id = ?",
                                row -> row.text("status")
                                        + row.integer("misses")
                                        + row.integer("down_count")
                                        + row.time("uptime_at"),
                                monitor))
                .containsExactly("down43" + Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource
    void aReminderIsWithheldWhenNobodyNeedsIt(TestDatabase database) {
        up(database, 10, 0, 1);
        quiet = true;

        look(database, 15, 20, 25);

        assertThat(publisher.takeEvents()).containsExactly("logged monitor-down {\"downtime\":15000}");
    }

    @ParameterizedTest
    @EnumSource
    void howeverManyAreDownItIsAskedOnceOfWhichOneNeedsNoReminder(TestDatabase database) {
        database.rows().update("delete from monitor");
        IntStream.range(0, 20).forEach(i -> setUp(database, database.monitor(10, 0, 1, PULSE)));

        look(database, 15, 20, 25);

        assertThat(asked).containsExactly(20, 20);
    }

    @ParameterizedTest
    @EnumSource
    void eachMonitorIsLookedAtOnceAPeriodHoweverManyNodesLook(TestDatabase database) {
        up(database, 10, 5, 0);

        assertThat(looks(database).take(PULSE.plusSeconds(5), Instant.EPOCH, PERIOD, 500))
                .isEqualTo(1);
        assertThat(looks(database).take(PULSE.plusSeconds(5), Instant.EPOCH, PERIOD, 500))
                .isZero();
        assertThat(looks(database).take(PULSE.plusSeconds(9), Instant.EPOCH, PERIOD, 500))
                .isZero();
        assertThat(looks(database).take(PULSE.plusSeconds(10), Instant.EPOCH, PERIOD, 500))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionTakesOnlySoMany(TestDatabase database) {
        database.rows().update("delete from monitor");
        List<String> ids = IntStream.range(0, 7)
                .mapToObj(i -> database.monitor(10, 0, 0, PULSE))
                .toList();

        assertThat(ids).hasSize(7);
        assertThat(looks(database).take(PULSE.plusSeconds(5), Instant.EPOCH, PERIOD, 4))
                .isEqualTo(4);
        assertThat(looks(database).take(PULSE.plusSeconds(5), Instant.EPOCH, PERIOD, 4))
                .isEqualTo(3);
    }

    private String up(TestDatabase database, int interval, int retries, int resend) {
        database.rows().update("delete from monitor");
        String monitor = database.monitor(interval, retries, resend, PULSE);
        setUp(database, monitor);
        return monitor;
    }

    private static void setUp(TestDatabase database, String monitor) {
        database.rows()
                .update(
                        "update monitor_state set status = 'up', first_pulse_at = ?, last_pulse_at = ? where monitor_id = ?",
                        PULSE,
                        PULSE,
                        monitor);
    }

    private void look(TestDatabase database, int... seconds) {
        for (int second : seconds) {
            looks(database).take(PULSE.plusSeconds(second), Instant.EPOCH, PERIOD, 500);
        }
    }

    private MissedPulseCheck looks(TestDatabase database) {
        return new MissedPulseCheck(database.rows(), publisher, new NotificationSuppression() {
            @Override
            Set<String> among(Collection<String> ids) {
                asked.add(ids.size());
                return quiet ? Set.copyOf(ids) : Set.of();
            }
        });
    }
}
