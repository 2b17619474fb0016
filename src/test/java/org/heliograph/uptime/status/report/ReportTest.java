package org.heliograph.uptime.status.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.coverage.Tally;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.Measure;
import org.heliograph.uptime.monitor.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final Instant DAY = Instant.parse("2026-03-17T00:00:00Z");

    @Test
    void aLineSaysHowADayOfAMonitorWas() {
        assertThat(line("Shop", new Measure(1.0, 4.0, 5, 2)))
                .isEqualTo("2026-03-17,shop,Shop,75.0,3.0,1.0,2,1.0,2.5,4.0");
    }

    @Test
    void whatWasNotMeasuredIsEmpty() {
        assertThat(line("Shop", Measure.NONE)).isEqualTo("2026-03-17,shop,Shop,75.0,3.0,1.0,0,,,");
    }

    @Test
    void aNameWithCommasQuotesOrLinesStaysOneCell() {
        assertThat(line("a,\"b\"\nc", Measure.NONE)).startsWith("2026-03-17,shop,\"a,\"\"b\"\"\nc\",75.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void noNameIsTakenForAFormula(String name) {
        assertThat(line(name, Measure.NONE)).contains("'" + name);
    }

    private static String line(String name, Measure latency) {
        Report report = new Report();
        Tally tally = new Tally(3_000, 1_000, 0);
        report.add(
                new Monitor("shop", name, "t", 60, DAY), new Bucket(DAY, tally, latency.count(), latency, List.of()));
        String text = report.text();
        return text.substring(text.indexOf("\r\n") + 2, text.length() - 2);
    }
}
