package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DataSourceCheckTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherIsolationIsRefusedInOneSentence(TestDatabase database) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                DataSourceCheck check = new DataSourceCheck(PooledConnection.of(connection));

                assertThatThrownBy(check::run)
                        .isInstanceOf(StartException.class)
                        .hasMessageContaining("isolation repeatable read and not read committed")
                        .hasMessageContaining("heliograph.cli");
            } finally {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    @Test
    void theTimeoutsThatAreMissingAreNamed() throws SQLException {
        try (Connection connection = TestDatabase.POSTGRESQL.source().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(DataSourceCheck.missingTimeouts(connection))
                    .containsExactly(
                            "socketTimeout",
                            "statement_timeout",
                            "lock_timeout",
                            "idle_in_transaction_session_timeout");
            statement.execute("set lock_timeout = '5s'");
            try {
                assertThat(DataSourceCheck.missingTimeouts(connection)).doesNotContain("lock_timeout");
            } finally {
                statement.execute("reset lock_timeout");
            }
        }
        try (Connection connection = TestDatabase.H2.source().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(DataSourceCheck.missingTimeouts(connection)).containsExactly("query timeout");
            statement.setQueryTimeout(3);
            assertThat(DataSourceCheck.missingTimeouts(connection)).isEmpty();
            statement.setQueryTimeout(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, 2, 2, true",
        "H2, 2, 4, true",
        "H2, 1, 9, true",
        "H2, 2, 5, false",
        "H2, 3, 0, false",
        "PostgreSQL, 1, 0, false"
    })
    void anH2WithKnownFaultsIsNamed(String product, int major, int minor, boolean named) throws SQLException {
        DatabaseMetaData about = (DatabaseMetaData) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getDatabaseProductName" -> product;
                    case "getDatabaseProductVersion" -> major + "." + minor + ".1 (2026-01-01)";
                    case "getDatabaseMajorVersion" -> major;
                    case "getDatabaseMinorVersion" -> minor;
                    default -> throw new UnsupportedOperationException(method.getName());
                });

        assertThat(DataSourceCheck.oldH2(about).map(said -> said.replaceFirst(",.*", "")))
                .isEqualTo(
                        named
                                ? Optional.of("the server has H2 " + major + "." + minor + ".1 (2026-01-01)")
                                : Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theDatabasesOfTheTestsHaveNone(TestDatabase database) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            assertThat(DataSourceCheck.oldH2(connection.getMetaData())).isEmpty();
        }
    }

    @Test
    void aMigrationMayTakeLongerThanOtherStatements() throws SQLException {
        try (Connection pooled = TestDatabase.POSTGRESQL.source().getConnection();
                Statement setting = pooled.createStatement()) {
            setting.execute("set statement_timeout = '50ms'");
            try (Connection connection =
                            UntimedDataSource.of(PooledConnection.of(pooled)).getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("select pg_sleep(0.2)")).isTrue();
            }
            try (ResultSet row = setting.executeQuery("show statement_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("50ms");
            } finally {
                setting.execute("reset statement_timeout");
            }
        }
    }
}
