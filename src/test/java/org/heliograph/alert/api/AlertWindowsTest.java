package org.heliograph.alert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import org.heliograph.persistence.NaturalOrder;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertWindowsTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private TestDatabase database;

    @ParameterizedTest
    @EnumSource
    void theNewestAreFirstUntilAnotherOrderIsChosen(TestDatabase database) {
        withAlerts(database, () -> {
            assertThat(find("").ids()).containsExactly("d", "c", "b", "a");
            assertThat(find("sort=created_at").ids()).containsExactly("a", "b", "c", "d");
            assertThat(find("sort=site").ids()).containsExactly("b", "d", "a", "c");
            assertThat(find("sort=severity").ids()).containsExactly("d", "b", "a", "c");
            assertThat(find("sort=-severity").ids()).containsExactly("c", "a", "d", "b");
            assertThat(find("sort=status").ids()).containsExactly("d", "c", "a", "b");
            assertThat(find("offset=1&limit=2").ids()).containsExactly("c", "b");
        });
    }

    @ParameterizedTest
    @EnumSource
    void findsWordsAndCountsWhatMatches(TestDatabase database) {
        withAlerts(database, () -> {
            assertThat(find("search=DISK+zabbix").ids()).containsExactly("a");
            assertThat(find("search=100%25").ids()).isEmpty();
            AlertWindows.Found found =
                    find("status=open&status=acknowledged&severity=critical&severity=warning&limit=1");
            assertThat(found.ids()).containsExactly("d");
            assertThat(found.total()).isEqualTo(2);
            assertThat(found.all()).isEqualTo(4);
            assertThat(find("site=rack-2&site=rack-10&status=").ids()).containsExactly("d", "a");
        });
    }

    @Test
    void namesTheOrdersThatThereAre() {
        assertThatThrownBy(() -> window("sort=age"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("created_at, site, severity, status,");
    }

    private void withAlerts(TestDatabase database, Runnable test) {
        this.database = database;
        database.rolledBack(() -> {
            alert("a", "rack-10", "warning", "acknowledged", "Disk is full", "zabbix", 0);
            alert("b", "Depot", "critical", "resolved", "Disk is full", "people", 1);
            alert("c", "Zoo", "info", "acknowledged", "Door is open", "zabbix", 2);
            alert("d", "rack-2", "critical", "open", "No power", "grafana", 3);
            test.run();
        });
    }

    private AlertWindows.Found find(String query) {
        return new AlertWindows(database.sql(), new NaturalOrder(database.sql()))
                .find(AlertSelection.parse(parameters(query)), window(query));
    }

    private static ListWindow window(String query) {
        return ListWindow.parse(parameters(query), AlertWindows.SORTS, AlertSelection.NAMES);
    }

    private static MultivaluedMap<String, String> parameters(String query) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String one : query.isEmpty() ? List.<String>of() : List.of(query.split("&"))) {
            String value = one.substring(one.indexOf('=') + 1).replace('+', ' ').replace("%25", "%");
            parameters.add(one.substring(0, one.indexOf('=')), value);
        }
        return parameters;
    }

    private void alert(
            String id, String site, String severity, String status, String message, String source, int minutes) {
        database.sql()
                .update(
                        "insert into alert (id, site, severity, status, message, source, created_at, updated_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        site,
                        severity,
                        status,
                        message,
                        source,
                        NOW.plusSeconds(60L * minutes),
                        NOW);
    }
}
