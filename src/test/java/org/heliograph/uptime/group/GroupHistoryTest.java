package org.heliograph.uptime.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.persistence.CountingSqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.Histories;
import org.heliograph.uptime.history.HistoryScale;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupHistoryTest {
    private static final Instant NOW = Instant.parse("2027-03-17T10:30:00Z");
    private static final Instant HOUR = Instant.parse("2027-03-17T09:00:00Z");
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());

    private final Map<String, MonitorGroup> groups = new HashMap<>();
    private TestDatabase database;
    private CountingSqlTemplate sql;
    private HistoryService histories;
    private GroupHistoryService groupHistories;

    private void use(TestDatabase used) {
        database = used;
        sql = new CountingSqlTemplate(used);
        sql.update("delete from server_outage");
        MonitorStateRepository states = new MonitorStateRepository(sql, DEFAULTS);
        OutageRepository outages = new OutageRepository(sql);
        MonitorRepository monitors = new MonitorRepository() {
            @Override
            public MonitorTopology topology() {
                return new MonitorTopology(groups.values().stream()
                        .collect(Collectors.toMap(MonitorGroup::getId, MonitorGroup::getChildren)));
            }

            @Override
            public List<MonitorGroup> findGroups(Collection<String> ids) {
                return groups.values().stream()
                        .filter(group -> ids.contains(group.getId()))
                        .toList();
            }
        };
        TimelineRepository timelines = new TimelineRepository(sql, states, outages, DEFAULTS);
        histories = Histories.of(sql, NOW);
        groupHistories = new GroupHistoryService(histories, timelines, monitors, states, new MovableClock(NOW));
    }

    private MonitorGroup group(String id, GroupStrategy strategy, String... children) {
        MonitorGroup group = new MonitorGroup(id, strategy, NOW);
        group.setChildren(List.of(children));
        groups.put(id, group);
        return group;
    }

    /** A monitor with a pulse each minute of the last two and a half hours, of which the first is stored. */
    private String monitor(double latency) {
        String id = database.monitor(60, 1, 0, NOW.minus(Duration.ofDays(1)));
        Instant first = HOUR.minus(Duration.ofHours(1));
        List<Object[]> pulses = new ArrayList<>();
        for (Instant at = first; !at.isAfter(NOW); at = at.plusSeconds(60)) {
            pulses.add(new Object[] {id, at, latency});
        }
        sql.batch("insert into pulse (monitor_id, at, latency) values (?, ?, ?)", pulses);
        sql.update(
                "update monitor_state set status = 'up', first_pulse_at = ?, last_pulse_at = ?, rolled_to = ?"
                        + " where monitor_id = ?",
                first,
                NOW,
                HOUR,
                id);
        for (String table : List.of("pulse_hour", "pulse_day")) {
            sql.update(
                    "insert into " + table + " (monitor_id, starts_at, up_millis, down_millis, pulses, latency_min,"
                            + " latency_max, latency_sum) values (?, ?, 3600000, 0, 60, ?, ?, ?)",
                    id,
                    table.equals("pulse_hour") ? first : Instant.parse("2027-03-17T00:00:00Z"),
                    latency,
                    latency,
                    60 * latency);
        }
        return id;
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfQueriesDoesNotDependOnTheNumberOfMonitors(TestDatabase used) {
        use(used);
        String[] monitors = new String[20];
        for (int i = 0; i < monitors.length; i++) {
            monitors[i] = monitor(i);
        }
        MonitorGroup small = group("small", GroupStrategy.ALL_UP, monitors[0], monitors[1]);
        MonitorGroup large = group("large", GroupStrategy.ALL_UP, monitors);
        for (HistoryScale scale : HistoryScale.values()) {
            sql.queries();
            assertThat(groupHistories.read(small, scale)).isNotEmpty();
            int few = sql.queries();

            assertThat(groupHistories.read(large, scale)).isNotEmpty();

            assertThat(sql.queries()).as(scale.text()).isEqualTo(few).isLessThanOrEqualTo(8);
        }
        sql.queries();
        histories.days(Set.of(monitors[0]), NOW.minus(Duration.ofDays(17)), NOW);
        int few = sql.queries();
        assertThat(histories.days(Set.of(monitors), NOW.minus(Duration.ofDays(17)), NOW))
                .hasSize(monitors.length);
        assertThat(sql.queries()).isEqualTo(few);
    }

    @ParameterizedTest
    @EnumSource
    void monitorsThatSeveralGroupsShareCountOnceAndStoredPulsesOnce(TestDatabase used) {
        use(used);
        String slow = monitor(30);
        String fast = monitor(10);
        group("left", GroupStrategy.ANY_UP, slow, fast);
        group("right", GroupStrategy.ALL_UP, slow, fast);
        MonitorGroup top = group("top", GroupStrategy.ALL_UP, "left", "right", slow);

        List<Bucket> hours = groupHistories.read(top, HistoryScale.HOURLY);

        assertThat(hours).extracting(Bucket::pulses).containsExactly(120, 120, 62);
        assertThat(hours).extracting(hour -> hour.totals().percent()).containsOnly(100.0);
        assertThat(hours).extracting(Bucket::latency).allSatisfy(latency -> {
            assertThat(latency.min()).isEqualTo(10);
            assertThat(latency.max()).isEqualTo(30);
            assertThat(latency.average()).isEqualTo(20);
        });
        assertThat(groupHistories.read(top, HistoryScale.DAILY))
                .singleElement()
                .satisfies(day -> assertThat(day.pulses()).isEqualTo(302));
        List<Bucket> minutes = groupHistories.read(top, HistoryScale.RAW);
        assertThat(minutes).hasSize(151).extracting(Bucket::pulses).containsOnly(2);
    }

    @ParameterizedTest
    @EnumSource
    void aMonitorsDaysInAReportAreThoseOfItsHistory(TestDatabase used) {
        use(used);
        String monitor = monitor(12);

        List<Bucket> days = histories
                .days(Set.of(monitor), NOW.minus(Duration.ofDays(17)), NOW)
                .get(monitor);

        assertThat(days).isEqualTo(histories.ofMonitor(monitor, HistoryScale.DAILY));
        assertThat(days).singleElement().satisfies(day -> {
            assertThat(day.pulses()).isEqualTo(151);
            assertThat(day.totals().up()).isEqualTo(Duration.ofMinutes(150).toMillis());
            assertThat(day.totals().down()).isZero();
        });
        assertThat(histories.days(Set.of(monitor), NOW.plus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(60))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aReportHasTheDowntimeThatIsNotStoredYet(TestDatabase used) {
        use(used);
        String monitor = monitor(12);
        sql.update(
                "delete from pulse where monitor_id = ? and at between ? and ?",
                monitor,
                NOW.minus(Duration.ofMinutes(60)),
                NOW.minus(Duration.ofMinutes(30)));

        List<Bucket> days = histories
                .days(Set.of(monitor), NOW.minus(Duration.ofDays(17)), NOW)
                .get(monitor);

        assertThat(days).isEqualTo(histories.ofMonitor(monitor, HistoryScale.DAILY));
        assertThat(days)
                .singleElement()
                .satisfies(day -> assertThat(day.totals().down())
                        .isGreaterThan(Duration.ofMinutes(25).toMillis()));
    }

    @ParameterizedTest
    @EnumSource
    void aGroupWithoutPulsesHasNoHistory(TestDatabase used) {
        use(used);
        MonitorGroup silent = group("silent", GroupStrategy.ANY_UP, database.monitor(60, 1, 0, NOW), "unknown");

        for (HistoryScale scale : HistoryScale.values()) {
            assertThat(groupHistories.read(silent, scale)).isEmpty();
        }
    }
}
