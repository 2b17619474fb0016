package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;

import java.time.Duration;

/** The audit trail. */
public final class AuditSettings {
    public static final Setting<Duration> RETENTION = duration(
            "heliograph.audit.retention", "P365D", "P1D", "P3650D", "How long rows of the audit trail are kept.");
    public static final Setting<Integer> FAILURES = number(
            "heliograph.audit.failures",
            200,
            1,
            100_000,
            "Rows for failures that a node adds to the audit trail within ten minutes, a tenth of them for one address; further failures are counted together.");
    public static final Setting<Integer> FAILURES_KEPT = number(
            "heliograph.audit.failures.kept",
            100_000,
            100,
            100_000_000,
            "Rows for failures that are kept; the oldest beyond them are deleted, and rows of acts that succeeded are not.");

    private AuditSettings() {}
}
