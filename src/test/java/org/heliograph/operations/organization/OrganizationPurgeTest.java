package org.heliograph.operations.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrganizationPurgeTest {
    private static final Instant NOW = Instant.now();
    private static final int MACHINES = 2_100;

    private final String id = "o_" + UUID.randomUUID();
    /** An id that the same pattern would find if an underscore stood for any letter. */
    private final String similar = id.replace('_', 'x');

    private static void insert(SqlTemplate sql, String organization, Instant deletedAt) {
        sql.update(
                "insert into organization (id, name, created_at, deleted_at) values (?, 'x', ?, ?)",
                organization,
                NOW,
                deletedAt);
    }

    private static void insertMachines(SqlTemplate sql, String organization, int number) {
        List<Object[]> machines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            machines.add(new Object[] {UUID.randomUUID().toString(), organization, "m-" + i, NOW, NOW});
        }
        sql.batch(
                "insert into machine (id, org_id, name, status, created_at, updated_at) values (?, ?, ?, 'online', ?, ?)",
                machines);
    }

    private static void insertEvent(SqlTemplate sql, String organization) {
        String topic = "org:" + organization + ":machines";
        sql.update("insert into topic_position (topic, position) values (?, 1)", topic);
        sql.update(
                "insert into publication (topic, seq, event, payload, created_at) values (?, 1, 'e', '{}', ?)",
                topic,
                NOW);
    }

    private static double organizations(TestDatabase database, String organization) {
        return database.number("select count(*) from organization where id = ?", organization);
    }

    @ParameterizedTest
    @EnumSource
    void deletesInBoundedStepsAndTheRowAtTheEnd(TestDatabase database) {
        SqlTemplate sql = database.sql();
        OrganizationPurgeRepository rows = new OrganizationPurgeRepository(sql);
        insert(sql, id, NOW);
        insert(sql, similar, null);
        insertMachines(sql, id, MACHINES);
        insertMachines(sql, similar, 1);
        insertEvent(sql, similar);
        sql.update("insert into machine_count (org_id, status, delta) values (?, 'online', ?)", id, MACHINES);

        rows.deleteEmpty(id);
        assertThat(organizations(database, id)).isEqualTo(1);
        int steps = 0;
        while (database.committed(() -> rows.deleteSome(id))) {
            steps++;
        }
        database.committed(() -> {
            rows.deleteEmpty(id);
            return null;
        });

        assertThat(steps).isEqualTo(3);
        assertThat(organizations(database, id)).isZero();
        assertThat(database.number("select count(*) from machine where org_id = ?", similar))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheRowWhileTheLogHasAnEventOfIt(TestDatabase database) {
        SqlTemplate sql = database.sql();
        OrganizationPurgeRepository rows = new OrganizationPurgeRepository(sql);
        insert(sql, id, NOW);
        insertEvent(sql, id);

        rows.deleteEmpty(id);
        assertThat(organizations(database, id)).isEqualTo(1);

        sql.update("delete from publication where topic = ?", "org:" + id + ":machines");
        rows.deleteEmpty(id);
        assertThat(organizations(database, id)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void touchesNothingOfAnOrganisationThatExistsOrThatAnotherNodePurges(TestDatabase database) throws SQLException {
        SqlTemplate sql = database.sql();
        OrganizationPurgeRepository rows = new OrganizationPurgeRepository(sql);
        insert(sql, id, null);
        insertMachines(sql, id, 1);
        assertThat(rows.deleteSome(id)).isFalse();

        sql.update("update organization set deleted_at = ? where id = ?", NOW, id);
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock =
                    other.prepareStatement("select id from organization where id = ? for update")) {
                lock.setString(1, id);
                lock.executeQuery();
                assertThat(database.committed(() -> rows.deleteSome(id))).isFalse();
            }
            other.rollback();
        }
        assertThat(database.committed(() -> rows.deleteSome(id))).isTrue();
    }
}
