package org.heliograph.machine.data;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ListWindow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineListRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private TestDatabase database;

    @ParameterizedTest
    @EnumSource
    void sortsAsPeopleDo(TestDatabase database) {
        withMachines(database, () -> {
            assertThat(names("", "name", false, 0, 100))
                    .containsExactly("gate-7", "Node-2", "node-10", "rack-1-node-12", "rack-2-node-3", "Ärger");
            assertThat(names("", "name", true, 0, 2)).containsExactly("Ärger", "rack-2-node-3");
            assertThat(names("", "name", false, 1, 2)).containsExactly("Node-2", "node-10");
            assertThat(names("", "tailnet_ip", false, 0, 3)).containsExactly("node-10", "Node-2", "gate-7");
            assertThat(names("", "tailnet_ip", true, 0, 3))
                    .as("machines without an address are last in both directions")
                    .containsExactly("Node-2", "node-10", "gate-7");
            assertThat(names("", "status", false, 0, 2)).containsExactly("Node-2", "gate-7");
        });
    }

    @ParameterizedTest
    @EnumSource
    void findsWordsInAnyOrderAndCountsWhatMatches(TestDatabase database) {
        withMachines(database, () -> {
            assertThat(names("NODE linux", "name", false, 0, 100)).containsExactly("Node-2", "node-10");
            assertThat(names("100.64.0.9", "name", false, 0, 100)).containsExactly("node-10");
            assertThat(names("100%", "name", false, 0, 100)).isEmpty();
            JsonObject window = read("node", "", "name", false, 3, 1);
            assertThat(window.getInt("total")).isEqualTo(4);
            assertThat(window.getInt("all")).isEqualTo(6);
            assertThat(window.getJsonArray("rows")).hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource
    void filtersByStatusAndThoseThatAreDisabled(TestDatabase database) {
        withMachines(database, () -> {
            assertThat(rows(read("", "offline", "name", false, 0, 100))).containsExactly("Node-2");
            assertThat(rows(read("", "disabled", "name", false, 0, 100))).containsExactly("gate-7");
            assertThat(read("", "disabled", "name", false, 0, 100).getInt("total"))
                    .isEqualTo(1);
            assertThat(MachineListRepository.isStatus("lost")).isFalse();
        });
    }

    private void withMachines(TestDatabase database, Runnable test) {
        this.database = database;
        database.rolledBack(() -> {
            for (String org : List.of("list", "other")) {
                sql("insert into organization (id, name, created_at) values (?, ?, ?)", org, org, NOW);
            }
            machine("list", "node-10", "online", "100.64.0.9", "Linux", false);
            machine("list", "Node-2", "offline", "100.64.0.10", "Linux", false);
            machine("list", "rack-2-node-3", "online", null, null, false);
            machine("list", "rack-1-node-12", "online", null, null, false);
            machine("list", "gate-7", "online", null, "Windows", true);
            machine("list", "Ärger", "online", null, null, false);
            machine("other", "node-1", "online", "100.64.0.9", "Linux", false);
            test.run();
        });
    }

    private List<String> names(String search, String sort, boolean descending, int offset, int limit) {
        return rows(read(search, "", sort, descending, offset, limit));
    }

    private JsonObject read(String search, String status, String sort, boolean descending, int offset, int limit) {
        List<String> words = search.isEmpty()
                ? List.of()
                : List.of(search.toLowerCase(Locale.ROOT).split(" "));
        return new MachineListRepository(database.sql(), new NaturalOrder(database.sql()))
                .read("list", status, new ListWindow(words, sort, descending, offset, limit));
    }

    private static List<String> rows(JsonObject window) {
        return window.getJsonArray("rows").getValuesAs(row -> row.asJsonObject().getString("name"));
    }

    private void machine(String orgId, String name, String status, String address, String os, boolean disabled) {
        sql(
                "insert into machine (id, org_id, name, status, tailnet_ip, os, admin_disabled, last_seen, created_at, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                orgId + name,
                orgId,
                name,
                status,
                address,
                os,
                disabled,
                NOW,
                NOW,
                NOW);
    }

    private void sql(String statement, Object... parameters) {
        database.sql().update(statement, parameters);
    }
}
