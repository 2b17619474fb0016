package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.persistence.ImmediateCallbacks;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.uptime.group.GroupUptimeUpdater;
import org.heliograph.uptime.history.NoAvailability;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.Failure;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.Pulse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statements of the repository on both databases. */
class PulseRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00.123Z");
    private static final CheckSettings SETTINGS = new CheckSettings(60_000, 0, 0, 5_000, 60_000);

    private final RecordingStatusPagePublisher publisher = new RecordingStatusPagePublisher();

    @ParameterizedTest
    @EnumSource
    void everyPulseOfABatchIsStoredAndTheNewestDeterminesTheState(TestDatabase database) {
        String one = database.monitor(60, 0, 0, NOW);
        String other = database.monitor(60, 0, 0, NOW);

        store(
                database,
                pending(one, 0, 5, Arrays.asList(1.0, null, null)),
                pending(one, -300, 7, Arrays.asList(9.0, 2.5, null)),
                pending(other, -10, 0, Pulse.NO_METRICS),
                pending(one, 0, 6, Pulse.NO_METRICS));

        assertThat(database.number("select count(*) from pulse where monitor_id in (?, ?)", one, other))
                .isEqualTo(4);
        assertThat(state(database, one))
                .isEqualTo(new MonitorState(
                        one,
                        "up",
                        NOW.minusSeconds(300),
                        NOW,
                        6.0,
                        Arrays.asList(1.0, 2.5, null),
                        null,
                        null,
                        0,
                        NOW,
                        NOW,
                        MonitorState.pending(one).uptimes()));
        assertThat(state(database, other).lastPulse()).isEqualTo(NOW.minusSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void recoveryIsPublishedBeforeThePulse(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);
        store(database, pending(monitor, -590, 5, Pulse.NO_METRICS));
        database.sql().update("update monitor_state set down_count = 5 where monitor_id = ?", monitor);
        publisher.takeEvents();

        store(
                database,
                pending(monitor, -1, 125, Arrays.asList(42.0, 19.8, null)),
                pending(monitor, 0, 0, Pulse.NO_METRICS));

        assertThat(publisher.takeEvents())
                .containsExactly(
                        "logged monitor-recovered {\"previousConsecutiveDownCount\":5,\"downtime\":529000}",
                        "pulse {\"status\":\"up\",\"latency\":125,\"timestamp\":\"2026-03-17T09:59:59.123Z\","
                                + "\"custom1\":42,\"custom2\":19.8}",
                        "pulse {\"status\":\"up\",\"latency\":0,\"timestamp\":\"2026-03-17T10:00:00.123Z\"}");
        assertThat(state(database, monitor).downCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void failureIsStoredWithItsMessageAndPublishedAtOnce(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);
        store(database, pending(monitor, -10, 5, Pulse.NO_METRICS));
        publisher.takeEvents();

        store(database, failure(monitor, 0, "disk full"));

        assertThat(publisher.takeEvents()).containsExactly("logged monitor-down {\"downtime\":0}");
        assertThat(state(database, monitor).failure()).isEqualTo(new Failure(NOW, "disk full"));
        assertThat(state(database, monitor).downSince()).isEqualTo(NOW);
        assertThat(database.number(
                        "select count(*) from pulse where monitor_id = ? and failed and message = 'disk full'",
                        monitor))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void longSilenceInWhichTheServerWasAwayIsNoDowntime(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);
        store(database, pending(monitor, -60, 5, Pulse.NO_METRICS));
        database.sql()
                .update(
                        "update monitor_state set last_pulse_at = ? where monitor_id = ?",
                        NOW.minusSeconds(500),
                        monitor);
        database.sql().update("delete from server_outage");
        database.sql()
                .update(
                        "insert into server_outage (from_at, to_at) values (?, ?)",
                        NOW.minusSeconds(450),
                        NOW.minusSeconds(50));
        publisher.takeEvents();

        store(database, pending(monitor, 0, 5, Pulse.NO_METRICS));
        database.sql().update("delete from server_outage");

        assertThat(publisher.takeEvents()).hasSize(1).allMatch(event -> event.startsWith("pulse"));
    }

    @ParameterizedTest
    @EnumSource
    void outageBeforeALateFirstPulseIsNoDowntime(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);
        database.sql().update("delete from server_outage");
        database.sql()
                .update(
                        "insert into server_outage (from_at, to_at) values (?, ?)",
                        NOW.minusSeconds(450),
                        NOW.minusSeconds(50));

        store(database, pending(monitor, -500, 5, Pulse.NO_METRICS));
        database.sql().update("delete from server_outage");

        assertThat(publisher.takeEvents()).hasSize(1).allMatch(event -> event.startsWith("pulse"));
        assertThat(state(database, monitor).status()).isEqualTo("up");
    }

    @ParameterizedTest
    @EnumSource
    void deletedMonitorIsReturnedAndDoesNotAffectOthers(TestDatabase database) {
        String gone = database.monitor(60, 0, 0, NOW);
        String there = database.monitor(60, 0, 0, NOW);
        database.sql().update("delete from monitor where id = ?", gone);

        assertThat(store(database, pending(gone, 0, 1, Pulse.NO_METRICS), pending(there, 0, 1, Pulse.NO_METRICS)))
                .containsExactly(gone);
        assertThat(database.number("select count(*) from pulse where monitor_id = ?", there))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void changedStatusExpeditesUptimes(TestDatabase database) {
        String monitor = database.monitor(60, 0, 0, NOW);

        store(database, pending(monitor, 0, 1, Pulse.NO_METRICS));

        assertThat(database.sql()
                        .query(
                                "select uptime_at from monitor_state where monitor_id = ?",
                                row -> row.time("uptime_at"),
                                monitor))
                .containsExactly(Instant.EPOCH);
    }

    private Collection<String> store(TestDatabase database, PendingPulse... batch) {
        Clock clock = Clock.fixed(NOW.plusNanos(400_000), ZoneOffset.UTC);
        return new PulseRepository(
                        database.sql(),
                        states(database),
                        new OutageRepository(database.sql()),
                        new NoAvailability(),
                        publisher,
                        new GroupUptimeUpdater() {},
                        new ImmediateCallbacks(),
                        clock)
                .store(Stream.of(batch).toList());
    }

    private static PendingPulse pending(String monitor, int second, double latency, List<Double> metrics) {
        MonitorToken token = new MonitorToken(monitor, SETTINGS, List.of("", "", ""));
        return new PendingPulse(token, new Pulse(NOW.plusSeconds(second), latency, metrics));
    }

    private static PendingPulse failure(String monitor, int second, String message) {
        MonitorToken token = new MonitorToken(monitor, SETTINGS, List.of("", "", ""));
        return new PendingPulse(token, new Pulse(NOW.plusSeconds(second), 0, Pulse.NO_METRICS, message));
    }

    private static MonitorStateRepository states(TestDatabase database) {
        return new MonitorStateRepository(database.sql(), new Configuration(name -> Optional.empty()));
    }

    private static MonitorState state(TestDatabase database, String monitor) {
        return states(database).findAll(List.of(monitor)).get(0);
    }
}
