package org.heliograph.uptime.status;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.heliograph.persistence.SqlRow;
import org.heliograph.uptime.history.UptimeService;

/** What pulses and looks have made of a monitor; null where nothing is known. */
record PulseState(
        String status,
        Instant firstPulse,
        Instant lastPulse,
        Double latency,
        List<Double> customs,
        List<Double> uptimes) {
    static final PulseState PENDING =
            new PulseState("pending", null, null, null, Arrays.asList(null, null, null), StatusSnapshot.noUptimes());

    static PulseState of(SqlRow row) throws SQLException {
        List<Double> uptimes = new ArrayList<>();
        for (String window : UptimeService.names()) {
            uptimes.add(row.number(window));
        }
        return new PulseState(
                row.text("status"),
                row.time("first_pulse_at"),
                row.time("last_pulse_at"),
                row.number("latency"),
                Arrays.asList(row.number("custom1"), row.number("custom2"), row.number("custom3")),
                uptimes);
    }
}
