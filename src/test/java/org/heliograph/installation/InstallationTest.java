package org.heliograph.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class InstallationTest {
    /** The installation of a test database, as a node finds it. */
    public static Installation opened(SqlTemplate sql) {
        Installation installation = new Installation(sql, Clock.systemUTC());
        installation.open("key");
        return installation;
    }

    private static SqlTemplate empty(TestDatabase database) {
        database.sql().update("delete from installation");
        return database.sql();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyNodeOfADatabaseHasTheSameIdAndEpoch(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation first = new Installation(sql, Clock.systemUTC());
        Installation second = new Installation(sql, Clock.systemUTC());

        assertThat(first.open("key")).isEqualTo("key");
        assertThat(second.open("another key")).as("the first key counts").isEqualTo("key");

        assertThat(second.id()).isEqualTo(first.id()).isNotBlank();
        assertThat(second.epoch()).isEqualTo(first.epoch());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRotatedKeyIsTheOneThatTheDatabaseKnows(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation installation = opened(sql);

        installation.rotateSigningKey("next");

        assertThat(new Installation(sql, Clock.systemUTC()).open("key")).isEqualTo("next");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void epochsFollowOneAnother(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation installation = opened(sql);
        Installation other = opened(sql);
        String first = installation.epoch();

        installation.renewEpoch();
        String second = installation.epoch();
        assertThat(second).isGreaterThan(first);
        other.renewEpoch();

        assertThat(other.epoch()).as("another node has begun it already").isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEpochThatCameBackWithABackupIsReplaced(TestDatabase database) {
        SqlTemplate sql = empty(database);
        Installation installation = opened(sql);
        String first = installation.epoch();
        installation.renewEpoch();
        String second = installation.epoch();
        sql.update("update installation set epoch = ?", first);

        installation.renewEpoch();

        assertThat(installation.epoch()).isGreaterThan(second);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void isUnknownBeforeTheStart(TestDatabase database) {
        Installation installation = new Installation(database.sql(), Clock.systemUTC());

        assertThatThrownBy(installation::id).isInstanceOf(IllegalStateException.class);
    }
}
