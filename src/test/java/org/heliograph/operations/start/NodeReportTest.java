package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReportTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/h?user=u&password=secret, jdbc:postgresql://db:5432/h",
        "jdbc:postgresql://u:secret@db:5432/h, jdbc:postgresql://db:5432/h",
        "jdbc:h2:file:/data/h;PASSWORD=secret;WRITE_DELAY=0, jdbc:h2:file:/data/h",
        "jdbc:h2:mem:test, jdbc:h2:mem:test",
    })
    void namesADatabaseWithoutItsSecrets(String url, String shown) {
        assertThat(NodeReport.withoutSecrets(url)).isEqualTo(shown);
    }
}
