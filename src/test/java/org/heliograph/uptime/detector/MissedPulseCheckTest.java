package org.heliograph.uptime.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.heliograph.persistence.ImmediateCallbacks;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.uptime.group.GroupUptimeUpdater;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statements of the check on both databases, with a check every 5 s. */
class MissedPulseCheckTest {
    private static final Instant PULSE = Instant.parse("2026-03-17T10:00:00Z");
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());

    private final RecordingStatusPagePublisher publisher = new RecordingStatusPagePublisher();
    private final List<Integer> suppressionSizes = new ArrayList<>();
    private boolean suppress;

    @ParameterizedTest
    @EnumSource
    void monitorGoesDownAndStaysDownWithReminders(TestDatabase database) {
        String monitor = up(database, 10, 1, 2);

        check(database, 10, 15, 20, 25, 30, 35);

        assertThat(publisher.takeEvents())
                .containsExactly(
                        "logged monitor-down {\"downtime\":15000}",
                        "logged monitor-still-down {\"consecutiveDownCount\":3,\"downtime\":25000}");
        assertThat(database.sql()
                        .query(
                                "select * from monitor_state where monitor_id = ?",
                                row -> row.text("status")
                                        + row.integer("down_count")
                                        + row.time("down_since")
                                        + row.time("uptime_at"),
                                monitor))
                .containsExactly("down3" + PULSE.plusSeconds(10) + Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource
    void suppressedReminderIsNotPublished(TestDatabase database) {
        up(database, 10, 0, 1);
        suppress = true;

        check(database, 15, 20, 25);

        assertThat(publisher.takeEvents()).containsExactly("logged monitor-down {\"downtime\":10000}");
    }

    @ParameterizedTest
    @EnumSource
    void suppressionIsReadOnceForAllMonitorsOfACheck(TestDatabase database) {
        database.sql().update("delete from monitor");
        IntStream.range(0, 20).forEach(i -> setUp(database, database.monitor(10, 0, 1, PULSE)));

        check(database, 15, 20, 25, 30);

        assertThat(suppressionSizes).containsExactly(20, 20);
    }

    @ParameterizedTest
    @EnumSource
    void eachMonitorIsCheckedOnceAPeriodByAllNodesTogether(TestDatabase database) {
        up(database, 10, 5, 0);

        assertThat(checks(database).checkDue(PULSE.plusSeconds(5), 500)).isEqualTo(1);
        assertThat(checks(database).checkDue(PULSE.plusSeconds(5), 500)).isZero();
        assertThat(checks(database).checkDue(PULSE.plusSeconds(9), 500)).isZero();
        assertThat(checks(database).checkDue(PULSE.plusSeconds(10), 500)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void checksGoOnWhenTheClockIsSetBack(TestDatabase database) {
        String monitor = up(database, 10, 0, 0);
        database.sql()
                .update(
                        "update monitor_state set checked_at = ? where monitor_id = ?",
                        PULSE.plusSeconds(3_600),
                        monitor);

        check(database, 20);

        assertThat(publisher.takeEvents()).containsExactly("logged monitor-down {\"downtime\":10000}");
    }

    /** The pulses of case 8: interval 10 s, no retries, a pulse every 12.7 s. */
    @ParameterizedTest
    @EnumSource
    void pulseThatIsLateByLessThanACheckIsNoDowntime(TestDatabase database) {
        String monitor = up(database, 10, 0, 0);
        for (int second = 1; second <= 120; second++) {
            long pulse = second * 1000L / 12_700 * 12_700;
            database.sql()
                    .update(
                            "update monitor_state set last_pulse_at = ? where monitor_id = ?",
                            PULSE.plusMillis(pulse),
                            monitor);
            check(database, second);
        }

        assertThat(publisher.takeEvents()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void transactionChecksAtMostTheLimit(TestDatabase database) {
        database.sql().update("delete from monitor");
        List<String> ids = IntStream.range(0, 7)
                .mapToObj(i -> database.monitor(10, 0, 0, PULSE))
                .toList();

        assertThat(ids).hasSize(7);
        assertThat(checks(database).checkDue(PULSE.plusSeconds(5), 4)).isEqualTo(4);
        assertThat(checks(database).checkDue(PULSE.plusSeconds(5), 4)).isEqualTo(3);
    }

    private String up(TestDatabase database, int interval, int retries, int resend) {
        database.sql().update("delete from monitor");
        String monitor = database.monitor(interval, retries, resend, PULSE);
        setUp(database, monitor);
        return monitor;
    }

    private static void setUp(TestDatabase database, String monitor) {
        database.sql()
                .update(
                        "update monitor_state set status = 'up', first_pulse_at = ?, last_pulse_at = ? where monitor_id = ?",
                        PULSE,
                        PULSE,
                        monitor);
    }

    private void check(TestDatabase database, int... seconds) {
        for (int second : seconds) {
            checks(database).checkDue(PULSE.plusSeconds(second), 500);
        }
    }

    private MissedPulseCheck checks(TestDatabase database) {
        MonitorStateRepository states = new MonitorStateRepository(database.sql(), DEFAULTS);
        NotificationSuppression suppression = new NotificationSuppression() {
            @Override
            Set<String> suppressed(Collection<String> ids, Instant now) {
                suppressionSizes.add(ids.size());
                return suppress ? Set.copyOf(ids) : Set.of();
            }
        };
        return new MissedPulseCheck(
                database.sql(),
                states,
                publisher,
                suppression,
                new OutageRepository(database.sql()),
                new GroupUptimeUpdater() {},
                new ImmediateCallbacks(),
                DEFAULTS);
    }
}
