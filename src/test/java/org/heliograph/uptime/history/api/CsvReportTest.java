package org.heliograph.uptime.history.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.MetricStats;
import org.heliograph.uptime.history.UptimeTotals;
import org.heliograph.uptime.monitor.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {
    private static final Instant DAY = Instant.parse("2026-03-17T00:00:00Z");

    @Test
    void lineContainsADayOfAMonitor() {
        assertThat(line("Shop", new MetricStats(1.0, 4.0, 5, 2)))
                .isEqualTo("2026-03-17,shop,Shop,75.0,3.0,1.0,2,1.0,2.5,4.0");
    }

    @Test
    void cellWithoutMeasurementIsEmpty() {
        assertThat(line("Shop", MetricStats.NONE)).isEqualTo("2026-03-17,shop,Shop,75.0,3.0,1.0,0,,,");
    }

    @Test
    void nameWithCommasQuotesOrLinesIsOneCell() {
        assertThat(line("a,\"b\"\nc", MetricStats.NONE)).startsWith("2026-03-17,shop,\"a,\"\"b\"\"\nc\",75.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void nameIsNeverAFormula(String name) {
        assertThat(line(name, MetricStats.NONE)).contains("'" + name);
    }

    private static String line(String name, MetricStats latency) {
        CsvReport report = new CsvReport();
        UptimeTotals totals = new UptimeTotals(3_000, 1_000, 0);
        report.add(new Monitor("shop", name, 60, DAY), new Bucket(DAY, totals, latency.count(), latency, List.of()));
        String text = report.text();
        return text.substring(text.indexOf("\r\n") + 2, text.length() - 2);
    }
}
