package org.heliograph.operations.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProbeReportTest {
    private static ProbeReport report(NodeCheck... checks) {
        return new ProbeReport(List.of(checks).stream().map(NodeCheck::call).toList());
    }

    private static NodeCheck check(String name, Finding finding) {
        return new NodeCheck(name, () -> finding);
    }

    @Test
    void isUpWhenEveryCheckIs() {
        ProbeReport report = report(
                check("start", Finding.unfitFor(Optional.empty())),
                check("drain", Finding.unfitFor(Optional.empty()).with("connections", 3)));

        assertThat(report.up()).isTrue();
        assertThat(report.json(true))
                .hasToString(
                        "{\"status\":\"UP\",\"checks\":[{\"name\":\"drain\",\"status\":\"UP\",\"data\":{\"connections\":3}},"
                                + "{\"name\":\"start\",\"status\":\"UP\"}]}");
    }

    @Test
    void isDownWhenOneCheckIs() {
        ProbeReport report = report(
                check("database", Finding.unfitFor(Optional.of("database does not answer"))),
                check("jobs", Finding.unfitFor(Optional.empty())));

        assertThat(report.up()).isFalse();
        assertThat(report.json(true))
                .hasToString(
                        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"DOWN\","
                                + "\"data\":{\"reason\":\"database does not answer\"}},{\"name\":\"jobs\",\"status\":\"UP\"}]}");
    }

    @Test
    void namesWhatIsMissingAlthoughTheNodeServes() {
        ProbeReport report = report(check("redis", Finding.fitDespite(Optional.of("redis unreachable"))));

        assertThat(report.up()).isTrue();
        assertThat(report.json(false))
                .hasToString("{\"status\":\"UP\",\"checks\":[{\"name\":\"redis\",\"status\":\"UP\"}],"
                        + "\"degraded\":[\"redis\"]}");
    }

    @Test
    void showsNoDataToStrangers() {
        ProbeReport report =
                report(check("log", Finding.fitDespite(Optional.of("late")).with("oldestPendingMillis", 20_000L)));

        assertThat(report.json(true).toString()).contains("late", "20000");
        assertThat(report.json(false).toString()).doesNotContain("late", "20000", "data");
    }

    @Test
    void aCheckThatFailsToDecideIsDown() {
        Supplier<Finding> broken = () -> {
            throw new IllegalStateException("secret");
        };

        ProbeReport report = report(new NodeCheck("jobs", broken));

        assertThat(report.up()).isFalse();
        assertThat(report.json(true).toString())
                .contains("the check itself failed: IllegalStateException")
                .doesNotContain("secret");
    }
}
