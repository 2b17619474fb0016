package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Collections;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.SampleFigures;
import org.junit.jupiter.api.Test;

class SystemReporterTest {
    private final SystemReporter reporter = new SystemReporter();

    @Test
    void figuresAreWrittenAsTheyAre() {
        assertThat(reporter.bounded(SampleFigures.ALL)).isEqualTo(SampleFigures.ALL.toString());
    }

    @Test
    void figuresThatAreTooLongForTheColumnLoseTheReasonsAndNothingElse() {
        JsonObject large = JsonText.object(SampleFigures.ALL)
                .add("reasons", JsonText.array(Collections.nCopies(8, "\"".repeat(600))))
                .build();
        assertThat(large.toString()).hasSizeGreaterThan(SystemReporter.LONGEST_FIGURES);

        JsonObject bounded = JsonText.parse(reporter.bounded(large));

        assertThat(bounded)
                .isEqualTo(JsonText.object(SampleFigures.ALL).remove("reasons").build());
    }
}
