package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.persistence.CountingSqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.TimeRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Monitors of which one has been silent for a year, in which the server was away many times. */
class OutageQueriesTest {
    private static final Instant NOW = Instant.parse("2027-03-17T10:30:00Z");
    private static final Instant HOUR = Instant.parse("2027-03-17T09:00:00Z");
    private static final int OUTAGES = 300;
    private static final int RECENT = 40;
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());
    private static final CheckSettings SETTINGS = CheckSettings.of(60, 1, 0, DEFAULTS);

    private final List<TimeRange> outages = new ArrayList<>();
    private CountingSqlTemplate sql;
    private MonitorStateRepository states;
    private OutageRepository repository;

    private void use(TestDatabase database, int recent) {
        sql = new CountingSqlTemplate(database);
        states = new MonitorStateRepository(sql, DEFAULTS);
        repository = new OutageRepository(sql);
        sql.update("delete from server_outage");
        for (int day = 1; day <= OUTAGES; day++) {
            outage(NOW.minus(Duration.ofDays(day)));
        }
        for (int i = 0; i < recent; i++) {
            outage(HOUR.plusSeconds(100L * i));
        }
    }

    private void outage(Instant from) {
        Instant to = from.plusSeconds(20);
        sql.update("insert into server_outage (from_at, to_at) values (?, ?)", from, to);
        outages.add(TimeRange.of(from, to));
    }

    private String monitor(TestDatabase database, List<Long> pulses) {
        String id = database.monitor(60, 1, 0, NOW.minus(Duration.ofDays(1)));
        List<Object[]> rows = new ArrayList<>();
        pulses.forEach(at -> rows.add(new Object[] {id, Instant.ofEpochMilli(at)}));
        sql.batch("insert into pulse (monitor_id, at, latency) values (?, ?, 1)", rows);
        sql.update(
                "update monitor_state set status = 'up', first_pulse_at = ?, last_pulse_at = ?, rolled_to = ?"
                        + " where monitor_id = ?",
                Instant.ofEpochMilli(pulses.get(0)),
                Instant.ofEpochMilli(pulses.get(pulses.size() - 1)),
                HOUR,
                id);
        return id;
    }

    private static List<Long> dead() {
        return List.of(NOW.minus(Duration.ofDays(310)).toEpochMilli());
    }

    /** A pulse each minute, except for some minutes. */
    private static List<Long> alive() {
        List<Long> pulses = new ArrayList<>();
        for (Instant at = HOUR.minusSeconds(600); !at.isAfter(NOW); at = at.plusSeconds(60)) {
            if (at.getEpochSecond() % 1_980 != 0) {
                pulses.add(at.toEpochMilli());
            }
        }
        return pulses;
    }

    private UptimeTotals expected(List<Long> pulses, TimeRange range) {
        return PulseGaps.calculator(
                        SETTINGS, outages, NOW.toEpochMilli(), pulses.stream().mapToLong(at -> at))
                .within(range);
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfQueriesOfTimelinesDoesNotDependOnTheNumberOfOutages(TestDatabase database) {
        for (int recent : new int[] {0, 3, RECENT}) {
            outages.clear();
            use(database, recent);
            String dead = monitor(database, dead());
            String alive = monitor(database, alive());
            sql.queries();

            Map<String, Timeline> timelines =
                    new TimelineRepository(sql, states, repository, DEFAULTS).timelines(Set.of(dead, alive), HOUR, NOW);

            assertThat(sql.queries()).isEqualTo(6);
            TimeRange range = TimeRange.of(HOUR, NOW);
            assertThat(timelines.get(dead).within(range)).isEqualTo(expected(dead(), range));
            assertThat(timelines.get(alive).within(range)).isEqualTo(expected(alive(), range));
        }
        sql.update("delete from server_outage");
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfQueriesOfAMonitorsUptimeDoesNotDependOnTheNumberOfOutages(TestDatabase database) {
        use(database, RECENT);
        PulseGapRepository gaps = new PulseGapRepository(sql, repository);
        for (List<Long> pulses : List.of(dead(), alive())) {
            MonitorHistoryState monitor = states.find(monitor(database, pulses)).orElseThrow();
            sql.queries();

            UptimeCalculator calculator = gaps.calculator(monitor, HOUR, NOW, NOW);

            assertThat(sql.queries()).isLessThanOrEqualTo(5);
            TimeRange range = TimeRange.of(HOUR, NOW);
            assertThat(calculator.within(range)).isEqualTo(expected(pulses, range));
            for (int minute = 0; minute < 90; minute += 7) {
                Instant from = HOUR.plusSeconds(minute * 60L + 11);
                Instant to = from.plusSeconds(300);
                range = TimeRange.of(from, to);
                assertThat(gaps.calculator(monitor, from, to, NOW).within(range))
                        .isEqualTo(expected(pulses, range));
            }
        }
        sql.update("delete from server_outage");
    }
}
