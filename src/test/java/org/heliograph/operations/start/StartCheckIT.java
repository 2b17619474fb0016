package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;

class StartCheckIT {
    private static final String NEWER =
            "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                    + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\") values (999, '999',"
                    + " 'tomorrow', 'SQL', 'V999__tomorrow.sql', 1, 'heliograph', 1, true)";

    @Test
    void anotherSigningKeyAndANewerSchemaAreRefusedInOneSentence() throws IOException, SQLException {
        Server server = Server.start("start-check", Map.of());
        server.close();
        Path key = Path.of(System.getProperty("heliograph.it.dir", "target/it"))
                .resolve("start-check/data/signing-key.jwk");
        String known = Files.readString(key);

        Files.delete(key);
        assertRefused(server, "but the database knows ", "copy signing-key.jwk from another node or from the backup");

        Files.writeString(key, known);
        try (Connection database =
                DriverManager.getConnection(server.databaseUrl(), "heliograph", TestSettings.DATABASE_PASSWORD)) {
            assertThat(database.createStatement().executeUpdate(NEWER)).isEqualTo(1);
        }
        assertRefused(server, "the schema of the database has version 999, but this version of Heliograph knows ");
    }

    /** Payara writes more after the reason than the end of the log that the exception shows. */
    private static void assertRefused(Server server, String... reason) {
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
        assertThat(server.log()).contains(reason);
    }
}
