package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.calculation.Tolerance;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer's statements on both databases. */
class PulseStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00.123Z");
    private static final Tolerance PATIENCE = new Tolerance(60_000, 5_000, 60_000);

    private final RecordingStatusPagePublisher publisher = new RecordingStatusPagePublisher();

    @ParameterizedTest
    @EnumSource
    void everyPulseOfAGroupIsStoredAndTheNewestMakesTheState(TestDatabase database) {
        String one = database.monitor(60, 0, 0, NOW);
        String other = database.monitor(60, 0, 0, NOW);

        store(
                database,
                arrival(one, 0, 5, new PulseMetrics(1.0, null, null)),
                arrival(one, -300, 7, new PulseMetrics(9.0, 2.5, null)),
                arrival(other, -10, 0, PulseMetrics.NONE),
                arrival(one, 0, 6, PulseMetrics.NONE));

        assertThat(database.number("select count(*) from pulse where monitor_id in (?, ?)", one, other))
                .isEqualTo(4);
        assertThat(state(database, one))
                .isEqualTo(new MonitorState(
                        one, "up", NOW.minusSeconds(300), NOW, 6.0, new PulseMetrics(1.0, 2.5, null), 0, 0));
        assertThat(state(database, other).lastAt()).isEqualTo(NOW.minusSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void pagesHearOfARecoveryBeforeThePulse(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);
        store(database, arrival(monitor, -590, 5, PulseMetrics.NONE));
        database.rows()
                .update("update monitor_state set status = 'down', down_count = 5 where monitor_id = ?", monitor);
        publisher.takeEvents();

        store(
                database,
                arrival(monitor, -1, 125, new PulseMetrics(42.0, 19.8, null)),
                arrival(monitor, 0, 0, PulseMetrics.NONE));

        assertThat(publisher.takeEvents())
                .containsExactly(
                        "logged monitor-recovered {\"previousConsecutiveDownCount\":5,\"downtime\":590000}",
                        "pulse {\"status\":\"up\",\"latency\":125,\"timestamp\":\"2026-03-17T09:59:59.123Z\","
                                + "\"custom1\":42,\"custom2\":19.8}",
                        "pulse {\"status\":\"up\",\"latency\":0,\"timestamp\":\"2026-03-17T10:00:00.123Z\"}");
        assertThat(state(database, monitor).downCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aMonitorThatIsGoneIsNamedAndCostsNoOther(TestDatabase database) {
        String gone = database.monitor(60, 0, 0, NOW);
        String there = database.monitor(60, 0, 0, NOW);
        database.rows().update("delete from monitor where id = ?", gone);

        assertThat(store(database, arrival(gone, 0, 1, PulseMetrics.NONE), arrival(there, 0, 1, PulseMetrics.NONE)))
                .containsExactly(gone);
        assertThat(database.number("select count(*) from pulse where monitor_id = ?", there))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatHasTurnedIsComputedAtOnce(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);

        store(database, arrival(monitor, 0, 1, PulseMetrics.NONE));

        assertThat(database.rows()
                        .query(
                                "select uptime_at from monitor_state where monitor_id = ?",
                                row -> row.time("uptime_at"),
                                monitor))
                .containsExactly(Instant.EPOCH);
    }

    private Iterable<String> store(TestDatabase database, PendingPulse... group) {
        PulsePublisher notices = new PulsePublisher(publisher);
        return new PulseStore(database.rows(), notices, Clock.fixed(NOW.plusNanos(400_000), ZoneOffset.UTC))
                .write(Stream.of(group).toList());
    }

    private static PendingPulse arrival(String monitor, int second, double latency, PulseMetrics metrics) {
        MonitorToken target = new MonitorToken(monitor, PATIENCE, List.of("", "", ""));
        return new PendingPulse(target, new Pulse(NOW.plusSeconds(second), latency, metrics));
    }

    private static MonitorState state(TestDatabase database, String monitor) {
        return database.rows()
                .query("select * from monitor_state where monitor_id = ?", PulseStore::state, monitor)
                .get(0);
    }
}
