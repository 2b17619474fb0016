package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;

import java.time.Duration;

/** How long rows are kept that no longer have an effect. */
public final class RetentionSettings {
    public static final Setting<Duration> KEY_RETENTION = duration(
            "heliograph.keys.retention",
            "P30D",
            "PT1H",
            "P3650D",
            "How long an auth key that is spent, expired or revoked, or an expired invitation or API token, is kept and listed.");
    public static final Setting<Duration> OUTAGE_RETENTION = duration(
            "heliograph.outages.retention",
            "P400D",
            "P32D",
            "P3650D",
            "How long outages of the server are kept; daily aggregates, which are kept for ever, contain them already.");
    public static final Setting<Duration> MACHINE_EVENT_RETENTION = duration(
            "heliograph.machines.events.retention",
            "P90D",
            "P1D",
            "P3650D",
            "How long the events of machines are kept for the pages; the event log, from which clients resume, keeps its own time.");

    private RetentionSettings() {}
}
