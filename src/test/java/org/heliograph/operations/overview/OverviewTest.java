package org.heliograph.operations.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverviewTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private TestDatabase database;

    @ParameterizedTest
    @EnumSource
    void theWorstSitesOfUnresolvedAlertsAreFirst(TestDatabase database) {
        in(database, () -> {
            alert("a1", "overview-quiet", "info", "open", 0);
            alert("a2", "overview-bad", "critical", "acknowledged", 5);
            alert("a3", "overview-bad", "warning", "open", 9);
            alert("a4", "overview-over", "critical", "resolved", 0);

            JsonObject alerts = new AlertOverview(database.sql()).read();

            List<JsonObject> sites = alerts.getJsonArray("sites").getValuesAs(JsonObject.class).stream()
                    .filter(site -> site.getString("site").startsWith("overview-"))
                    .toList();
            assertThat(sites)
                    .extracting(site -> site.getString("site"))
                    .containsExactly("overview-bad", "overview-quiet");
            assertThat(sites.get(0).getInt("critical")).isEqualTo(1);
            assertThat(sites.get(0).getInt("warning")).isEqualTo(1);
            assertThat(sites.get(0).getInt("acknowledged")).isEqualTo(1);
            assertThat(sites.get(0).getString("oldest")).isEqualTo("2026-03-17T09:51:00.000Z");
        });
    }

    @ParameterizedTest
    @EnumSource
    void machinesThatWentOfflineWithoutSigningOffAreSilent(TestDatabase database) {
        in(database, () -> {
            machine("silent", "offline", "{\"id\":\"silent\",\"status\":\"offline\"}");
            machine("signed-off", "offline", "{\"id\":\"signed-off\",\"status\":\"offline\",\"last_seen\":null}");
            machine("there", "online", "{\"id\":\"there\",\"status\":\"online\"}");
            sql("insert into machine_count (org_id, status, delta) values ('overview', 'offline', 2)");
            sql("insert into machine_count (org_id, status, delta) values ('overview', 'online', 1)");

            JsonObject machines = new MachineOverview(database.sql()).read("overview");

            assertThat(machines.getInt("total")).isEqualTo(3);
            assertThat(machines.getInt("online")).isEqualTo(1);
            assertThat(machines.getInt("silent_count")).isEqualTo(1);
            assertThat(machines.getJsonArray("silent").getJsonObject(0).getString("id"))
                    .isEqualTo("silent");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aMachineThatIsOfflineSinceBeforeEventsWereStoredIsSilent(TestDatabase database) {
        in(database, () -> {
            machine("silent", "offline", "{\"id\":\"silent\",\"status\":\"offline\"}");
            sql(
                    "insert into machine (id, org_id, name, status, last_seen, created_at, updated_at)"
                            + " values ('long-ago', 'overview', 'long-ago', 'offline', ?, ?, ?)",
                    NOW.minusSeconds(60),
                    NOW.minusSeconds(600),
                    NOW);

            JsonObject machines = new MachineOverview(database.sql()).read("overview");

            assertThat(machines.getInt("silent_count")).isEqualTo(2);
            assertThat(machines.getJsonArray("silent").getValuesAs(JsonObject.class))
                    .extracting(
                            one -> one.getString("id"),
                            one -> one.getBoolean("recorded"),
                            one -> one.getString("since"))
                    .containsExactly(
                            tuple("silent", true, "2026-03-17T10:00:00.000Z"),
                            tuple("long-ago", false, "2026-03-17T09:59:00.000Z"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void servicesThatAreDownAndThoseNotHeardOfSinceAnOutageAreNotUp(TestDatabase database) {
        in(database, () -> {
            monitor("overview-up", "up", NOW, null);
            monitor("overview-down", "down", NOW.minusSeconds(60), "disk full");
            monitor("overview-unheard", "up", NOW.minusSeconds(600), null);
            monitor("overview-pending", "pending", null, null);

            List<JsonObject> services = new ServiceOverview(database.sql(), null, new AvailableSince())
                    .notUp().listed().getValuesAs(JsonObject.class).stream()
                            .filter(service -> service.getString("id").startsWith("overview-"))
                            .toList();

            assertThat(services)
                    .extracting(service -> service.getString("id") + " " + service.getString("status"))
                    .containsExactly("overview-down down", "overview-unheard unknown");
            assertThat(services.get(0).getString("reason")).isEqualTo("disk full");
            assertThat(services.get(1).isNull("reason")).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void servicesInAMaintenanceNeverTakeThePlaceOfOthers(TestDatabase database) {
        in(database, () -> {
            sql(
                    "insert into status_page (id, name, slug, created_at, updated_at) values ('overview', 'Main', 'overview', ?, ?)",
                    NOW,
                    NOW);
            List<String> affected = new ArrayList<>();
            for (int number = 0; number < ServiceOverview.MOST; number++) {
                monitor("overview-m" + number, "down", NOW, null);
                affected.add("\"overview-m" + number + "\"");
            }
            monitor("overview-other", "down", NOW.minusSeconds(6_000), null);
            sql(
                    "insert into maintenance (id, status_page_id, title, status, scheduled_start, scheduled_end, created_at,"
                            + " updated_at, affected_monitors) values ('overview', 'overview', 'm', 'in_progress', ?, ?, ?, ?, ?)",
                    NOW,
                    NOW,
                    NOW,
                    NOW,
                    affected.toString());

            ServiceOverview.NotUp notUp = new ServiceOverview(database.sql(), new Flat(), new AvailableSince()).notUp();

            assertThat(notUp.listed()).hasSize(ServiceOverview.MOST);
            assertThat(notUp.listed().getValuesAs(JsonObject.class))
                    .filteredOn(service -> !service.getBoolean("maintenance"))
                    .extracting(service -> service.getString("id"))
                    .contains("overview-other");
            assertThat(notUp.count()).isPositive();
            assertThat(notUp.inMaintenance()).isEqualTo(ServiceOverview.MOST);
        });
    }

    @ParameterizedTest
    @EnumSource
    void openIncidentsAndMaintenancesInProgressNameTheirPage(TestDatabase database) {
        in(database, () -> {
            sql(
                    "insert into status_page (id, name, slug, created_at, updated_at) values ('overview', 'Main', 'overview', ?, ?)",
                    NOW,
                    NOW);
            for (String status : List.of("investigating", "resolved")) {
                sql(
                        "insert into incident (id, status_page_id, title, status, severity, created_at, updated_at)"
                                + " values (?, 'overview', ?, ?, 'major', ?, ?)",
                        status,
                        status,
                        status,
                        NOW,
                        NOW);
            }
            for (String status : List.of("scheduled", "in_progress")) {
                sql(
                        "insert into maintenance (id, status_page_id, title, status, scheduled_start, scheduled_end, created_at,"
                                + " updated_at) values (?, 'overview', ?, ?, ?, ?, ?, ?)",
                        status,
                        status,
                        status,
                        NOW,
                        NOW.plusSeconds(60),
                        NOW,
                        NOW);
            }
            ServiceOverview services = new ServiceOverview(database.sql(), null, new AvailableSince());

            assertThat(services.incidents().listed().getValuesAs(JsonObject.class))
                    .filteredOn(
                            one -> one.getJsonObject("page").getString("slug").equals("overview"))
                    .extracting(one -> one.getString("title"))
                    .containsExactly("investigating");
            assertThat(services.maintenances().getValuesAs(JsonObject.class))
                    .filteredOn(
                            one -> one.getJsonObject("page").getString("slug").equals("overview"))
                    .extracting(one -> one.getString("title"))
                    .containsExactly("in_progress");
        });
    }

    /** The last outage ended five minutes ago. */
    private static final class AvailableSince extends ServerAvailability {
        @Override
        public Instant availableSince() {
            return NOW.minusSeconds(300);
        }
    }

    private static final class Flat extends MonitorRepository {
        @Override
        public MonitorTopology topology() {
            return new MonitorTopology(Map.of());
        }
    }

    private void alert(String id, String site, String severity, String status, int minutesAgo) {
        Instant at = NOW.minusSeconds(60L * minutesAgo);
        sql(
                "insert into alert (id, site, severity, message, status, source, created_at, updated_at)"
                        + " values (?, ?, ?, 'm', ?, 'people', ?, ?)",
                id,
                site,
                severity,
                status,
                at,
                at);
    }

    private void machine(String id, String status, String payload) {
        sql(
                "insert into machine (id, org_id, name, status, created_at, updated_at) values (?, 'overview', ?, ?, ?, ?)",
                id,
                id,
                status,
                NOW,
                NOW);
        sql(
                "insert into machine_event (org_id, seq, machine_id, name, event, status, payload, created_at)"
                        + " values ('overview', ?, ?, ?, 'UPDATE', ?, ?, ?)",
                id.length(),
                id,
                id,
                status,
                payload,
                NOW);
    }

    private void monitor(String id, String status, Instant lastPulse, String failure) {
        sql(
                "insert into monitor (id, name, token, interval_seconds, created_at, updated_at) values (?, ?, ?, 60, ?, ?)",
                id,
                id,
                id,
                NOW,
                NOW);
        sql(
                "insert into monitor_state (monitor_id, status, checked_at, rolled_to, uptime_at) values (?, ?, ?, ?, ?)",
                id,
                status,
                NOW,
                NOW,
                NOW);
        if (lastPulse != null) {
            sql(
                    "update monitor_state set last_pulse_at = ?, down_since = ? where monitor_id = ?",
                    lastPulse,
                    lastPulse,
                    id);
        }
        if (failure != null) {
            sql("update monitor_state set failed_at = ?, failure = ? where monitor_id = ?", NOW, failure, id);
        }
    }

    private void sql(String statement, Object... parameters) {
        database.sql().update(statement, parameters);
    }

    private void in(TestDatabase chosen, Runnable work) {
        database = chosen;
        chosen.rolledBack(() -> {
            sql("insert into organization (id, name, created_at) values ('overview', 'Overview', ?)", NOW);
            work.run();
        });
    }
}
