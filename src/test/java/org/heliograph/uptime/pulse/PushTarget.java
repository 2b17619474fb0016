package org.heliograph.uptime.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.uptime.state.CheckSettings;
import org.heliograph.uptime.state.Pulse;

/** The parameters of a pulse; the first line is what follows the token in the path. */
public final class PushTarget implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final MonitorToken MONITOR =
            new MonitorToken("api", new CheckSettings(60_000, 0, 0, 5_000, 60_000), List.of("players", "", "load"));

    @Override
    public void accept(byte[] input) {
        String[] parts = FuzzInput.firstLine(input);
        Map<String, List<String>> parameters = FuzzInput.parameters(parts[1]);
        try {
            ReportKind kind = ReportKind.parse(parts[0]);
            check(new PulseParser(
                            name -> parameters.getOrDefault(name, List.<String>of()).stream()
                                    .findFirst()
                                    .orElse(null),
                            NOW)
                    .parse(MONITOR, kind));
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }

    private static void check(Pulse pulse) {
        Require.that(
                !pulse.at().isAfter(NOW) && !pulse.at().isBefore(NOW.minus(Duration.ofMinutes(10))),
                "time out of range: " + pulse.at());
        Require.that(pulse.latency() >= 0 && pulse.latency() <= 1e15, "latency " + pulse.latency());
        Require.equal(pulse.metrics().size(), Pulse.METRICS, "metrics");
        for (Double metric : pulse.metrics()) {
            Require.that(metric == null || Math.abs(metric) <= 1e15, "metric " + metric);
        }
        if (pulse.failure() != null) {
            Require.that(
                    pulse.failure().length() <= Pulse.LONGEST_MESSAGE && Body.storable(pulse.failure()), "message");
        }
    }
}
