package org.heliograph.machine.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineLimitTest {
    @ParameterizedTest
    @EnumSource
    void machinesOfAllStatusesAreCountedAndThoseOfOthersAreNot(TestDatabase database) {
        MachineLimit limit = new MachineLimit(
                database.sql(),
                new Configuration(name ->
                        Optional.ofNullable(name.equals(MonitoringSettings.MACHINES_LIMIT.name()) ? "5" : null)));
        database.rolledBack(() -> {
            organization(database, "limited");
            organization(database, "other");
            assertThatCode(() -> limit.requirePlace("limited")).doesNotThrowAnyException();
            count(database, "limited", "online", 3);
            count(database, "limited", "offline", 2);
            count(database, "limited", "online", -1);
            count(database, "other", "online", 7);
            assertThatCode(() -> limit.requirePlace("limited")).doesNotThrowAnyException();

            count(database, "limited", "pending", 1);

            assertThatThrownBy(() -> limit.requirePlace("limited"))
                    .isInstanceOfSatisfying(ApiException.class, refused -> {
                        assertThat(refused.status()).isEqualTo(409);
                        assertThat(refused.code()).isEqualTo("MACHINE_LIMIT");
                    });
        });
    }

    private static void organization(TestDatabase database, String id) {
        Instant now = Instant.parse("2026-03-17T10:00:00Z");
        database.sql().update("insert into organization (id, name, created_at) values (?, 'Limit', ?)", id, now);
    }

    private static void count(TestDatabase database, String organization, String status, int difference) {
        database.sql()
                .update(
                        "insert into machine_count (org_id, status, delta) values (?, ?, ?)",
                        organization,
                        status,
                        difference);
    }
}
