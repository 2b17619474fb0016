package org.heliograph.uptime.history;

import java.time.Instant;
import java.util.Optional;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;

/** Makes services of histories without a server. */
public final class Histories {
    private static final Configuration DEFAULTS = new Configuration(name -> Optional.empty());

    private Histories() {}

    /** With the default settings, at a time. */
    public static HistoryService of(SqlTemplate sql, Instant now) {
        MonitorStateRepository states = new MonitorStateRepository(sql, DEFAULTS);
        OutageRepository outages = new OutageRepository(sql);
        return new HistoryService(
                new BucketRepository(sql),
                new PulseGapRepository(sql, outages),
                new TimelineRepository(sql, states, outages, DEFAULTS),
                states,
                DEFAULTS,
                new MovableClock(now));
    }
}
