package org.heliograph.uptime.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.heliograph.uptime.page.RecordingStatusPagePublisher;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupUptimeUpdaterTest {
    private static final Instant START = Instant.parse("2027-03-17T10:30:00Z");
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());

    private final MovableClock clock = new MovableClock(START);
    private final String monitor = UUID.randomUUID().toString();
    private final String above = UUID.randomUUID().toString();
    private final String top = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();
    private final Map<String, List<String>> children =
            Map.of(top, List.of(above), above, List.of(monitor), other, List.of("another"));
    private TestDatabase database;
    private GroupUptimeUpdater updater;

    private void use(TestDatabase used) {
        database = used;
        database.sql().update("delete from group_state");
        MonitorStateRepository monitorStates = new MonitorStateRepository(database.sql(), DEFAULTS);
        GroupStateRepository states = new GroupStateRepository(database.sql(), new RecordingStatusPagePublisher());
        MonitorRepository monitors = new MonitorRepository() {
            @Override
            public MonitorTopology topology() {
                return new MonitorTopology(children);
            }

            @Override
            public List<MonitorGroup> findGroups(Collection<String> ids) {
                return children.keySet().stream()
                        .filter(ids::contains)
                        .map(GroupUptimeUpdaterTest.this::group)
                        .collect(Collectors.toList());
            }
        };
        updater = new GroupUptimeUpdater(
                states,
                monitors,
                new TimelineRepository(database.sql(), monitorStates, new OutageRepository(database.sql()), DEFAULTS),
                DEFAULTS,
                clock);
        for (String id : List.of(top, above, other)) {
            database.sql()
                    .update(
                            "insert into monitor_group (id, name, strategy, created_at, updated_at)"
                                    + " values (?, 'G', 'all-up', ?, ?)",
                            id,
                            START,
                            START);
            states.insert(id);
        }
        updater.run();
    }

    private MonitorGroup group(String id) {
        MonitorGroup group = new MonitorGroup(id, GroupStrategy.ALL_UP, START);
        group.setChildren(children.get(id));
        return group;
    }

    private void runAfter(int seconds) {
        clock.moveTo(START.plusSeconds(seconds));
        updater.run();
    }

    private Duration computed(String group) {
        return Duration.between(
                START,
                database.sql()
                        .query(
                                "select uptime_at from group_state where group_id = ?",
                                row -> row.time("uptime_at"),
                                group)
                        .get(0));
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheGroupsAboveAChangedMonitorAreComputedBeforeTheirTurn(TestDatabase used) {
        use(used);
        runAfter(8);
        assertThat(List.of(top, above, other)).allMatch(group -> computed(group).isZero());

        updater.expedite(List.of(monitor));
        runAfter(10);

        assertThat(computed(above)).isEqualTo(computed(top)).hasSeconds(10);
        assertThat(computed(other)).isZero();
        runAfter(60);
        assertThat(computed(other)).hasSeconds(60);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeHasAGroupComputedTwiceWithinSecondsAndThenInItsTurn(TestDatabase used) {
        use(used);
        updater.expedite(List.of(monitor));

        runAfter(2);
        assertThat(computed(above)).isZero();
        runAfter(6);
        assertThat(computed(above)).hasSeconds(6);
        runAfter(9);
        assertThat(computed(above)).hasSeconds(6);
        runAfter(11);
        assertThat(computed(above)).hasSeconds(11);
        runAfter(50);
        assertThat(computed(above)).hasSeconds(11);
        runAfter(71);
        assertThat(computed(above)).hasSeconds(71);
    }
}
