package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.text;

import java.time.Duration;

/** The monitoring of machines, monitors and alerts, and how long their data is kept. */
public final class MonitoringSettings {
    // Machines
    public static final Setting<Duration> MACHINE_SILENCE = duration(
            "heliograph.machine.silence",
            "PT3M",
            "PT0.1S",
            "P1D",
            "A machine without a heartbeat for this long is offline.");
    public static final Setting<Duration> MACHINE_GRACE = duration(
            "heliograph.machine.grace",
            "PT1M",
            "PT0S",
            "PT1H",
            "After an outage of the server, a machine's silence counts from this long after its end: two heartbeats.");
    public static final Setting<Duration> CLEANUP_INTERVAL = duration(
            "heliograph.machine.cleanup", "PT15S", "PT0.1S", "PT1H", "Time between two checks for silent machines.");
    public static final Setting<Integer> CLEANUP_BATCH =
            number("heliograph.machine.cleanup.batch", 500, 1, 500, "Machines per cleanup transaction.");
    public static final Setting<Integer> MACHINES_LIMIT = number(
            "heliograph.machines.limit",
            100_000,
            1,
            100_000_000,
            "Machines that an organisation may have; further ones are refused with 409.");

    // Status pages
    public static final Setting<Duration> DETECTOR_INTERVAL = duration(
            "heliograph.uptime.detector",
            "PT5S",
            "PT1S",
            "PT1H",
            "Time between two checks for a monitor's missing pulse.");
    public static final Setting<Duration> DETECTOR_GRACE = duration(
            "heliograph.uptime.grace",
            "PT1M",
            "PT0S",
            "PT1H",
            "For this long after the server was unavailable no monitor is set down.");
    public static final Setting<Duration> ABSENCE = duration(
            "heliograph.uptime.absence",
            "PT15S",
            "PT0.5S",
            "PT1H",
            "If no node ran for this long, the server itself was unavailable, and "
                    + "monitors count as unknown for that time.");
    public static final Setting<Duration> UPTIME_INTERVAL = duration(
            "heliograph.uptime.interval",
            "PT1M",
            "PT1S",
            "PT1H",
            "Time between two calculations of a monitor's uptimes.");
    public static final Setting<Duration> PULSE_GROUP = duration(
            "heliograph.pulse.group",
            "PT0.05S",
            "PT0S",
            "PT0.05S",
            "Maximum time for which pulses are collected before they are committed.");
    public static final Setting<Duration> PULSE_RETENTION =
            duration("heliograph.pulse.retention", "P1D", "PT3H", "P31D", "How long raw pulses are kept.");
    public static final Setting<Duration> PULSE_HOUR_RETENTION = duration(
            "heliograph.pulse.hour.retention",
            "P90D",
            "P32D",
            "P3650D",
            "How long hourly aggregates are kept, from which uptimes of up to 30 "
                    + "days are calculated; daily ones are kept for ever.");
    public static final Setting<Integer> STATUS_CACHE = number(
            "heliograph.status.cache",
            32,
            1,
            4_096,
            "Most memory in MiB for responses of status pages and lists of open alerts, which readers share for a second.");
    public static final Setting<Integer> STATUS_WAITING = number(
            "heliograph.status.waiting",
            500,
            1,
            10_000,
            "Readers of status pages, and of open alerts, who may wait for a response at a time; others get 503.");
    public static final Setting<Duration> STATUS_WAIT = duration(
            "heliograph.status.wait",
            "PT10S",
            "PT0.1S",
            "PT1M",
            "How long a reader waits for a response of a status page, or for the open alerts, before it gets 503.");

    // Alerts
    public static final Setting<String> WEBHOOK_SECRET = text(
                    "heliograph.webhook.secret",
                    "",
                    "Shared secret that calls of /internal/alerts send as Bearer; unset, API tokens only.")
            .hidden();
    public static final Setting<Duration> ALERT_HEARTBEAT = duration(
            "heliograph.alerts.heartbeat", "PT30S", "PT1S", "PT1H", "Time between two JSON heartbeats on /ws/alerts.");
    public static final Setting<Integer> ALERT_OUTBOX = number(
            "heliograph.alerts.outbox",
            4096,
            1,
            100_000,
            "Alerts that may be queued for one screen; the oldest are dropped when " + "there are more.");
    public static final Setting<Duration> ALERT_RETENTION =
            duration("heliograph.alerts.retention", "P365D", "P1D", "P36500D", "How long a resolved alert is kept.");

    public static final Setting<Duration> ALERT_SILENCE = duration(
            "heliograph.alerts.silence",
            "PT4H15M",
            "PT1S",
            "P31D",
            "An alert that a user resolved fires anew once its source has not repeated it for this long; longer than the "
                    + "source's repeat interval.");

    private MonitoringSettings() {}
}
