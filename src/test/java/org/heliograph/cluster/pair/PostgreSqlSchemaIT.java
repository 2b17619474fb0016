package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithPair
class PostgreSqlSchemaIT {
    private final Pair pair;

    PostgreSqlSchemaIT(Pair pair) {
        this.pair = pair;
    }

    private List<String> column(String query) throws SQLException {
        try (Connection connection = pair.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Test
    void nodesThatStartTogetherCreateTheSchemaOnce() throws SQLException {
        assertThat(column("select success from flyway_schema_history"))
                .isNotEmpty()
                .containsOnly("t");
        assertThat(column("select version from flyway_schema_history")).doesNotHaveDuplicates();
        assertThat(column("select table_name from information_schema.tables where table_schema = 'public'"))
                .contains("account", "organization", "membership", "machine", "topic_position", "publication");
    }

    @Test
    void nodesThatStartTogetherCreateTheFirstAccountsOnce() throws SQLException {
        assertThat(column("select email from account where demo"))
                .contains("alice@acme.test", "carol@globex.test")
                .doesNotHaveDuplicates();
    }
}
