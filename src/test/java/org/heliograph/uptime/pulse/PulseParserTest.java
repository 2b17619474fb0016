package org.heliograph.uptime.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.Pulse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseParserTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final MonitorToken MONITOR =
            new MonitorToken("api", new CheckSettings(60_000, 0, 0, 5_000, 60_000), List.of("players", "", "load"));

    @Test
    void pulseWithoutParametersIsCurrentWithoutLatency() {
        assertThat(parse("")).isEqualTo(new Pulse(NOW, 0, Pulse.NO_METRICS));
    }

    @ParameterizedTest
    @CsvSource({
        "startTime=2026-03-17T10:30:00Z, 2026-03-17T10:30:00Z, 0",
        "startTime=2026-03-17T12:30:00.5+02:00, 2026-03-17T10:30:00.500Z, 0",
        "startTime=1773743400123, 2026-03-17T10:30:00.123Z, 0",
        "startTime=2026-03-17T10:30:00Z&endTime=2026-03-17T10:30:01.250Z, 2026-03-17T10:30:00Z, 1250",
        "startTime=2026-03-17T10:30:00Z&endTime=2026-03-17T10:30:01Z&latency=7.5, 2026-03-17T10:30:00Z, 7.5",
        "endTime=2026-03-17T10:30:01Z&latency=250, 2026-03-17T10:30:00.750Z, 250",
        "endTime=2026-03-17T10:30:01Z, 2026-03-17T10:30:01Z, 0",
        "latency=12.5&startTime=&endTime=, 2026-03-17T10:30:45.123Z, 12.5",
        "latency=1e2, 2026-03-17T10:30:45.123Z, 100",
        "startTime=2026-03-17T10:31:45.123Z, 2026-03-17T10:30:45.123Z, 0",
        "endTime=2026-03-17T10:31:40Z&latency=250, 2026-03-17T10:30:45.123Z, 250",
        "startTime=2026-03-17T10:20:45.123Z, 2026-03-17T10:20:45.123Z, 0"
    })
    void timeAndLatencyFollowFromTheParameters(String query, Instant at, double latency) {
        assertThat(parse(query)).isEqualTo(new Pulse(at, latency, Pulse.NO_METRICS));
    }

    @ParameterizedTest
    @CsvSource({
        "latency=-1, Invalid latency",
        "ping=-1, Invalid ping",
        "status=dead, Invalid status",
        "status=UP, Invalid status",
        "latency=fast, Invalid latency",
        "latency=NaN, Invalid latency",
        "latency=Infinity, Invalid latency",
        "latency=1e999, Invalid latency",
        "latency=1.1e15, Invalid latency",
        "custom3=-1e300, Invalid custom3",
        "latency=0x1p3, Invalid latency",
        "latency=5d, Invalid latency",
        "custom1=x, Invalid custom1",
        "players=x, Invalid players",
        "startTime=yesterday, Invalid startTime format",
        "startTime=2026-03-17T10:30:00, Invalid startTime format",
        "startTime=2026-13-17T10:30:00Z, Invalid startTime format",
        "endTime=soon, Invalid endTime format",
        "startTime=2026-03-17T10:30:00Z&endTime=2026-03-17T10:29:59Z, endTime is before startTime",
        "startTime=2026-03-17T10:31:45.124Z, Timestamp too far in the future",
        "startTime=9999999999999, Timestamp too far in the future",
        "startTime=2026-03-17T10:20:45.122Z, Timestamp too far in the past",
        "startTime=-1, Timestamp too far in the past",
        "startTime=1773743400, Timestamp too far in the past",
        "endTime=2026-03-17T10:31:45.124Z, Timestamp too far in the future",
        "startTime=2026-03-17T10:30:00Z&endTime=+33658-09-27T01:46:40Z, Timestamp too far in the future",
        "startTime=2026-03-17T10:30:00Z&endTime=+999999999-12-31T23:59:59Z, Timestamp too far in the future",
        "startTime=2026-03-17T10:30:00Z&endTime=-999999999-01-01T00:00:00Z&latency=1, Timestamp too far in the past",
        "startTime=-999999999-01-01T00:00:00Z&endTime=2026-03-17T10:30:01Z, Timestamp too far in the past",
        "startTime=+999999999-12-31T23:59:59Z&endTime=2026-03-17T10:30:01Z, Timestamp too far in the future",
        "endTime=2026-03-17T10:30:01Z&latency=1e12, Timestamp too far in the past"
    })
    void invalidParametersAreRejectedWithTheDocumentedMessages(String query, String message) {
        assertThatThrownBy(() -> parse(query))
                .isInstanceOf(ApiException.class)
                .hasMessage(message)
                .extracting(refused -> ((ApiException) refused).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "status=up, ,",
        "status=up&msg=OK, ,",
        "status=down&msg=disk full, , disk full",
        "status=fail, , ''",
        "'', fail, ''",
        "msg=no space, fail, no space",
        "'', 3, Exit code 3",
        "msg=no space, 255, no space",
        "'', 0, ",
        "status=down, 0, ''",
        "status=up, fail, ''"
    })
    void failureIsReportedByStatusOrPath(String query, String kind, String message) {
        assertThat(parse(query, ReportKind.parse(kind == null ? "" : kind)).failure())
                .isEqualTo(message);
    }

    @Test
    void messageIsCutWithoutBreakingACharacter() {
        String smiley = "\uD83D\uDE00";

        assertThat(parse("status=down&msg=" + "x".repeat(600)).failure()).hasSize(500);
        assertThat(parse("status=down&msg=x" + smiley.repeat(300)).failure()).hasSize(499);
        assertThat(parse("status=down&msg=one\ntwo\0three\t").failure()).isEqualTo("one two three");
        assertThat(parse("status=down&msg=half\uD83D!").failure()).isEqualTo("half !");
    }

    @Test
    void pingIsAnotherNameOfTheLatency() {
        assertThat(parse("ping=12.5").latency()).isEqualTo(12.5);
        assertThat(parse("latency=3&ping=12.5").latency()).isEqualTo(3);
        assertThat(parse("ping=").latency()).isZero();
    }

    @Test
    void startIsNoPulse() {
        assertThat(ReportKind.parse("start").isStart()).isTrue();
        assertThat(ReportKind.parse("0").isStart()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"256, 400", "999999999, 400", "-1, 404", "log, 404", "fail/, 404", "1234567890, 404"})
    void unknownKindsOfReportsAreRejected(String kind, int status) {
        assertThatThrownBy(() -> ReportKind.parse(kind))
                .extracting(refused -> ((ApiException) refused).status())
                .isEqualTo(status);
    }

    @Test
    void metricIsReadByItsNumberOrItsId() {
        assertThat(parse("custom1=1&custom2=2&custom3=-3.5").metrics()).isEqualTo(Arrays.asList(1.0, 2.0, -3.5));
        assertThat(parse("players=42&load=0.5").metrics()).isEqualTo(Arrays.asList(42.0, null, 0.5));
        assertThat(parse("players=42&custom1=7").metrics()).isEqualTo(Arrays.asList(7.0, null, null));
    }

    private static Pulse parse(String query) {
        return parse(query, ReportKind.PULSE);
    }

    private static Pulse parse(String query, ReportKind kind) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return new PulseParser(parameters::get, NOW).parse(MONITOR, kind);
    }
}
