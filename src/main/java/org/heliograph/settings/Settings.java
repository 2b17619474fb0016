package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.flag;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.origins;
import static org.heliograph.settings.Setting.text;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All settings. {@code docs/settings.md} is this list as a table; a test holds the two together. */
public final class Settings {
    // Where it runs
    public static final Setting<String> DATA_DIR = text(
                    "heliograph.data.dir", "heliograph-data", "Folder for what a node keeps in files: the signing key.")
            .or("jboss.server.data.dir", "com.sun.aas.instanceRoot");
    public static final Setting<String> NODE_NAME = text(
                    "heliograph.node.name",
                    "node",
                    "What messages between nodes call this one, followed by a random part.")
            .or("jboss.node.name");
    public static final Setting<String> PUBLIC_URL = Setting.url(
            "heliograph.public.url", "Base URL under which people and agents reach the server, when a proxy hides it.");
    public static final Setting<String> REDIS_URL = Setting.redis(
                    "heliograph.redis.url", "Redis or Valkey that links the nodes; unset, one node works alone.")
            .or("REDIS_URL")
            .hidden();

    // Demo
    public static final Setting<Boolean> DEMO = flag(
                    "heliograph.demo",
                    false,
                    "Whether the demo organisations, accounts, status page and simulated machines exist.")
            .or("heliograph.demo.default");
    public static final Setting<String> DEMO_URL =
            Setting.url("heliograph.demo.url", "Base URL at which the simulated machines find the server.");
    public static final Setting<Integer> DEMO_MACHINES =
            number("heliograph.demo.machines", 40, 0, 5000, "How many machines the demo simulates.");
    public static final Setting<Boolean> DEMO_ACTIVITY =
            flag("heliograph.demo.activity", true, "Whether the demo's monitors pulse, alerts come and channels tick.");

    // First administrator
    public static final Setting<String> ADMIN_EMAIL =
            text("heliograph.admin.email", "", "First administrator's address, used only while no account exists.");
    public static final Setting<String> ADMIN_PASSWORD = text(
                    "heliograph.admin.password",
                    "",
                    "First administrator's password, used only while no account exists.")
            .hidden();
    public static final Setting<String> ADMIN_ORGANIZATION = text(
            "heliograph.admin.organization", "Default", "Name of the organisation that the first administrator owns.");

    // Tokens
    public static final Setting<String> JWT_SECRET = text(
                    "heliograph.jwt.secret", "", "Shared secret of 32 bytes or more for HS256 tokens made elsewhere.")
            .or("JWT_SECRET")
            .hidden();
    public static final Setting<String> JWT_PUBLIC_KEY =
            text("mp.jwt.verify.publickey", "", "Public key (PEM or JWK) of tokens made elsewhere.");
    public static final Setting<String> JWT_PUBLIC_KEY_LOCATION =
            text("mp.jwt.verify.publickey.location", "", "File or URL of that key: PEM, JWK or JWKS.");
    public static final Setting<String> JWT_ISSUER =
            text("mp.jwt.verify.issuer", "", "Issuer that tokens made elsewhere must name.");
    public static final Setting<String> JWT_AUDIENCES =
            text("mp.jwt.verify.audiences", "", "Audiences, comma separated, one of which they must name.");
    public static final Setting<String> JWT_ORGANIZATIONS_CLAIM = text(
            "heliograph.jwt.claim.organizations",
            "",
            "Claim of tokens made elsewhere that maps organisation ids to roles; unset, only our tables count.");
    public static final Setting<Duration> JWT_SKEW =
            duration("heliograph.jwt.skew", "PT30S", "PT0S", "PT5M", "Clock difference forgiven in a token's times.");
    public static final Setting<Duration> ACCESS_TOKEN_LIFE =
            duration("heliograph.jwt.access.life", "PT1H", "PT1S", "P1D", "How long our access tokens are valid.");
    public static final Setting<Duration> REFRESH_TOKEN_LIFE = duration(
            "heliograph.jwt.refresh.life", "P30D", "PT10S", "P365D", "How long an unused refresh token is valid.");

    // Sign-in
    public static final Setting<Integer> LOGIN_FAILURES =
            number("heliograph.login.failures", 10, 1, 1000, "Failed sign-ins in a row that lock an account.");
    public static final Setting<Duration> LOGIN_LOCK =
            duration("heliograph.login.lock", "PT15M", "PT1S", "P1D", "How long such an account stays locked.");

    // Sockets
    public static final Setting<String> ORIGINS_REALTIME =
            origins("heliograph.origins.realtime", "", "Further origins that may open /api/realtime.");
    public static final Setting<String> ORIGINS_WS =
            origins("heliograph.origins.ws", "*", "Origins that may open /ws; * is every one.");
    public static final Setting<String> ORIGINS_ALERTS =
            origins("heliograph.origins.alerts", "*", "Origins that may open /ws/alerts; * is every one.");
    public static final Setting<String> ORIGINS_STATUS =
            origins("heliograph.origins.status", "*", "Origins whose pages may read /v1/status; * is every one.");
    public static final Setting<Boolean> ALERTS_SIGN_IN =
            flag("heliograph.alerts.signin", false, "Whether /ws/alerts asks for a token.");
    public static final Setting<Duration> PING_INTERVAL = duration(
            "heliograph.ping.interval", "PT30S", "PT1S", "PT1H", "Time between two protocol PINGs to a socket.");
    public static final Setting<Duration> FLEET_SILENCE = duration(
            "heliograph.fleet.silence",
            "PT90S",
            "PT0.1S",
            "P1D",
            "A fleet socket without a ping frame for that long is closed.");
    public static final Setting<Duration> FLEET_CHECK = duration(
            "heliograph.fleet.check", "PT30S", "PT0.1S", "P1D", "Time between two looks for silent fleet sockets.");
    public static final Setting<Duration> SOCKET_SILENCE = duration(
            "heliograph.socket.silence",
            "PT35S",
            "PT0.1S",
            "P1D",
            "A /ws or /ws/alerts socket from which nothing came for that long, no PONG either, is closed.");
    public static final Setting<Duration> SOCKET_CHECK = duration(
            "heliograph.socket.check",
            "PT5S",
            "PT1S",
            "P1D",
            "Time between two looks for silent /ws and /ws/alerts sockets.");
    public static final Setting<Integer> FRAMES_PER_SECOND = number(
            "heliograph.limit.frames", 100, 1, 100_000, "Frames a second that one socket may send; more closes it.");
    public static final Setting<Integer> SUBSCRIPTIONS_PER_SOCKET =
            number("heliograph.limit.subscriptions", 1000, 1, 100_000, "Subscriptions one socket may hold.");
    public static final Setting<Integer> SOCKETS_PER_USER =
            number("heliograph.limit.sockets.user", 5000, 1, 1_000_000, "Open sockets a user may have on a node.");
    public static final Setting<Integer> SOCKETS_PER_ADDRESS = number(
            "heliograph.limit.sockets.address", 5000, 1, 1_000_000, "Open sockets an address may have on a node.");
    public static final Setting<Integer> BROADCASTS_PER_MINUTE = number(
            "heliograph.limit.broadcasts", 10, 1, 100_000, "Broadcasts a minute that one fleet socket may send.");
    public static final Setting<Integer> OUTBOX_FRAMES = number(
            "heliograph.outbox.frames", 256, 1, 1_000_000, "Frames that wait for one socket before it counts as slow.");
    public static final Setting<Integer> OUTBOX_BYTES = number(
            "heliograph.outbox.bytes", 4_194_304, 1024, 1 << 30, "Bytes that may wait for one socket; more closes it.");
    public static final Setting<Duration> SEND_TIMEOUT =
            duration("heliograph.send.timeout", "PT30S", "PT1S", "PT1H", "How long a frame may take to leave at most.");
    public static final Setting<Duration> DRAIN_OVER =
            duration("heliograph.drain.over", "PT30S", "PT0S", "PT1H", "Time over which a drain closes open sockets.");

    // Machines
    public static final Setting<Duration> MACHINE_SILENCE = duration(
            "heliograph.machine.silence",
            "PT3M",
            "PT0.1S",
            "P1D",
            "Without a heartbeat for that long a machine is offline.");
    public static final Setting<Duration> CLEANUP_INTERVAL = duration(
            "heliograph.machine.cleanup", "PT15S", "PT0.1S", "PT1H", "Time between two looks for silent machines.");
    public static final Setting<Integer> CLEANUP_BATCH =
            number("heliograph.machine.cleanup.batch", 500, 1, 500, "Machines that one cleanup transaction takes.");

    // Status pages
    public static final Setting<Duration> DETECTOR_INTERVAL = duration(
            "heliograph.uptime.detector",
            "PT5S",
            "PT1S",
            "PT1H",
            "Time between two looks for a monitor's missing pulse.");
    public static final Setting<Duration> DETECTOR_GRACE = duration(
            "heliograph.uptime.grace",
            "PT1M",
            "PT0S",
            "PT1H",
            "For that long after the server came back nothing is called down.");
    public static final Setting<Duration> ABSENCE = duration(
            "heliograph.uptime.absence",
            "PT15S",
            "PT0.5S",
            "PT1H",
            "Without any node for that long the server itself was down, and what monitors did then is unknown.");
    public static final Setting<Duration> UPTIME_INTERVAL = duration(
            "heliograph.uptime.interval",
            "PT1M",
            "PT1S",
            "PT1H",
            "Time between two computations of a monitor's uptimes.");
    public static final Setting<Duration> PULSE_GROUP = duration(
            "heliograph.pulse.group",
            "PT0.05S",
            "PT0S",
            "PT0.05S",
            "How long pulses gather at most before they are committed.");
    public static final Setting<Duration> PULSE_RETENTION =
            duration("heliograph.pulse.retention", "P1D", "PT3H", "P31D", "How long raw pulses are kept.");
    public static final Setting<Duration> PULSE_HOUR_RETENTION = duration(
            "heliograph.pulse.hour.retention",
            "P90D",
            "P32D",
            "P3650D",
            "How long hourly aggregates are kept, of which uptimes of up to 30 days are made; daily ones stay.");

    // Alerts
    public static final Setting<String> WEBHOOK_SECRET = text(
                    "heliograph.webhook.secret",
                    "",
                    "Shared secret that /internal/alerts wants as Bearer; unset, it refuses every call.")
            .hidden();
    public static final Setting<Duration> ALERT_HEARTBEAT = duration(
            "heliograph.alerts.heartbeat", "PT30S", "PT1S", "PT1H", "Time between two JSON heartbeats on /ws/alerts.");
    public static final Setting<Integer> ALERT_OUTBOX = number(
            "heliograph.alerts.outbox", 4096, 1, 100_000, "Alerts that wait for one screen; of more the oldest go.");
    public static final Setting<Duration> ALERT_RETENTION =
            duration("heliograph.alerts.retention", "P365D", "P1D", "P36500D", "How long a resolved alert is kept.");

    // Event log and cluster
    public static final Setting<Duration> LOG_RETENTION =
            duration("heliograph.log.retention", "P1D", "PT1M", "P365D", "How long the event log keeps a publication.");
    public static final Setting<Integer> LOG_SIZE = number(
            "heliograph.log.size",
            1_000_000,
            1_000,
            100_000_000,
            "How many publications of one topic the event log keeps at most.");
    public static final Setting<Duration> GAP_WAIT = duration(
            "heliograph.log.gap",
            "PT0.2S",
            "PT0S",
            "PT10S",
            "How long a node waits for a missing number before it reads the log.");

    // Pages
    public static final Setting<Duration> PAGE_PING = duration(
            "heliograph.page.ping", "PT0S", "PT0S", "PT10M", "Time between two pings of our pages; 0 sends none.");
    public static final Setting<Duration> PAGE_DEBOUNCE = duration(
            "heliograph.page.debounce",
            "PT0.5S",
            "PT0S",
            "PT1M",
            "Quiet after a burst of events before the dashboard refetches.");
    public static final Setting<Duration> PAGE_POLLING = duration(
            "heliograph.page.polling", "PT30S", "PT0.1S", "PT1H", "Time between two polls while the socket is down.");
    public static final Setting<Duration> PAGE_RECONNECT = duration(
            "heliograph.page.reconnect",
            "PT5S",
            "PT0.1S",
            "PT10M",
            "Wait before a page opens its socket again, from 60 % of it at random.");

    private Settings() {}

    /** Every setting, in the order above. */
    public static List<Setting<?>> all() {
        return Stream.of(Settings.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == Setting.class)
                .<Setting<?>>map(field -> {
                    try {
                        return (Setting<?>) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError("public constants are readable", e);
                    }
                })
                .toList();
    }
}
