package org.heliograph.machine.data;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.heliograph.machine.count.MachineCountMaintenance;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DashboardQueryTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private TestDatabase database;

    @ParameterizedTest
    @EnumSource
    void listsMachinesThatAreOnlineFirstAndCountsAllStatuses(TestDatabase database) {
        this.database = database;
        database.rolledBack(() -> {
            organization("dash");
            organization("other");
            machine("dash", "c", "offline");
            machine("dash", "a", "quarantined");
            machine("dash", "d", "online");
            machine("dash", "b", "online");
            machine("dash", "e", "pending");
            machine("other", "x", "online");
            new MachineCountMaintenance(database.sql()).correct();

            JsonObject stats = new DashboardQuery(database.sql(), Clock.fixed(NOW, ZoneOffset.UTC)).read("dash");

            assertThat(stats.getJsonArray("machines")
                            .getValuesAs(row -> row.asJsonObject().getString("name")))
                    .containsExactly("b", "d", "a", "c", "e");
            assertThat(stats.getInt("machineCount")).isEqualTo(5);
            assertThat(stats.getInt("onlineCount")).isEqualTo(2);
            assertThat(stats.getInt("offlineCount")).isEqualTo(3);
            assertThat(stats.getJsonArray("machines").getJsonObject(0).getString("last_seen"))
                    .isEqualTo("2026-03-17T10:00:00.000Z");
        });
    }

    @ParameterizedTest
    @EnumSource
    void organisationWithoutMachinesHasNone(TestDatabase database) {
        this.database = database;
        database.rolledBack(() -> {
            organization("empty");

            JsonObject stats = new DashboardQuery(database.sql(), Clock.fixed(NOW, ZoneOffset.UTC)).read("empty");

            assertThat(stats.getJsonArray("machines")).isEmpty();
            assertThat(stats.getInt("machineCount")).isZero();
            assertThat(stats.getInt("offlineCount")).isZero();
        });
    }

    private void organization(String id) {
        sql("insert into organization (id, name, created_at) values (?, ?, ?)", id, id, NOW);
    }

    private void machine(String orgId, String name, String status) {
        sql(
                "insert into machine (id, org_id, name, status, last_seen, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)",
                orgId + name,
                orgId,
                name,
                status,
                NOW,
                NOW,
                NOW);
    }

    private void sql(String statement, Object... parameters) {
        database.sql().update(statement, parameters);
    }
}
