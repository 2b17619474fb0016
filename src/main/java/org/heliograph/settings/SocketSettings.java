package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.origins;

import java.time.Duration;
import java.util.Set;

/** Sockets: who may open them, their limits, and when they are closed. */
public final class SocketSettings {
    public static final Setting<String> ORIGINS_REALTIME = origins(
            "heliograph.origins.realtime",
            "",
            "Additional origins that may open /api/realtime and its event streams, and call /api; * allows all.");
    public static final Setting<String> ORIGINS_WS = origins(
            "heliograph.origins.ws",
            "",
            "Additional origins that may open /ws and publish; * allows all. Unset, the demo allows all.");
    public static final Setting<String> ORIGINS_ALERTS = origins(
            "heliograph.origins.alerts",
            "",
            "Additional origins that may open /ws/alerts and its event stream, and call /api/v1/alerts; * allows all."
                    + " Unset, the demo allows all.");
    public static final Setting<String> ORIGINS_STATUS =
            origins("heliograph.origins.status", "*", "Origins whose pages may read /v1/status; * allows all.");
    public static final Setting<Boolean> ALERTS_SIGN_IN = Setting.optionalFlag(
            "heliograph.alerts.signin",
            "Whether walls need a sign-in or a screen token. Unset, they need one except in the demo.");
    public static final Setting<Set<String>> ALERTS_ROLES = Setting.words(
            "heliograph.alerts.roles",
            "Platform roles that may open, acknowledge and resolve alerts; * allows all signed-in users. Unset, admin,"
                    + " operator and service; in the demo all.");
    public static final Setting<Duration> PING_INTERVAL = duration(
            "heliograph.ping.interval", "PT30S", "PT1S", "PT1H", "Time between two protocol PINGs to a socket.");
    public static final Setting<Duration> FLEET_SILENCE = duration(
            "heliograph.fleet.silence",
            "PT90S",
            "PT0.1S",
            "P1D",
            "A fleet socket that sends no ping frame for this long is closed.");
    public static final Setting<Duration> FLEET_CHECK = duration(
            "heliograph.fleet.check", "PT30S", "PT0.1S", "P1D", "Time between two checks for silent fleet sockets.");
    public static final Setting<Duration> SOCKET_SILENCE = duration(
            "heliograph.socket.silence",
            "PT35S",
            "PT0.1S",
            "P1D",
            "A /ws or /ws/alerts socket that sends nothing for this long, not even a PONG, is closed.");
    public static final Setting<Duration> SOCKET_CHECK = duration(
            "heliograph.socket.check",
            "PT5S",
            "PT1S",
            "P1D",
            "Time between two checks for silent /ws and /ws/alerts sockets.");
    public static final Setting<Integer> FRAMES_PER_SECOND = number(
            "heliograph.limit.frames", 100, 1, 100_000, "Frames per second that one socket may send; more closes it.");
    public static final Setting<Integer> SUBSCRIPTIONS_PER_SOCKET =
            number("heliograph.limit.subscriptions", 1000, 1, 100_000, "Subscriptions that one socket may have.");
    public static final Setting<Integer> SUBSCRIPTIONS_PER_PEER = number(
            "heliograph.limit.subscriptions.peer",
            100_000,
            1,
            10_000_000,
            "Subscriptions that all sockets of one user, or of one address without a sign-in, may have on a node.");
    public static final Setting<Integer> TOPICS_PER_PEER = number(
            "heliograph.limit.topics.peer",
            10_000,
            1,
            1_000_000,
            "Topics that one user, or one address without a sign-in, may open on a node: those that nothing else had opened.");
    public static final Setting<Integer> TOPICS =
            number("heliograph.limit.topics", 50_000, 1, 1_000_000, "Topics that may be open on a node.");
    public static final Setting<Integer> SOCKETS_PER_USER = number(
            "heliograph.limit.sockets.user", 5000, 1, 1_000_000, "Open sockets that one user may have on a node.");
    public static final Setting<Integer> SOCKETS_PER_ADDRESS = number(
            "heliograph.limit.sockets.address",
            5000,
            1,
            1_000_000,
            "Open sockets that one address may have on a node.");
    public static final Setting<Integer> BROADCASTS_PER_MINUTE = number(
            "heliograph.limit.broadcasts", 10, 1, 100_000, "Broadcasts per minute that one fleet socket may send.");
    public static final Setting<Integer> OUTBOX_FRAMES = number(
            "heliograph.outbox.frames",
            256,
            1,
            1_000_000,
            "Frames that may be queued for one socket before it counts as " + "slow.");
    public static final Setting<Integer> OUTBOX_BYTES = number(
            "heliograph.outbox.bytes",
            4_194_304,
            1024,
            1 << 30,
            "Bytes of UTF-8 that may be queued for one socket; more closes it. A larger event is dropped.");
    public static final Setting<Duration> SEND_TIMEOUT =
            duration("heliograph.send.timeout", "PT30S", "PT1S", "PT1H", "Maximum time to send one frame.");
    public static final Setting<Duration> RECEIVE_TIMEOUT = duration(
            "heliograph.receive.timeout",
            "PT30S",
            "PT1S",
            "PT1H",
            "Maximum time for one message of a socket to arrive completely.");
    public static final Setting<Integer> INBOUND_BYTES = number(
            "heliograph.inbound.bytes",
            33_554_432,
            65_536,
            1 << 30,
            "Bytes of messages of sockets that are not complete or not handled yet, on a node.");
    public static final Setting<Integer> INBOUND_BYTES_PER_ADDRESS =
            number("heliograph.inbound.address.bytes", 8_388_608, 65_536, 1 << 30, "The same, of one client address.");
    public static final Setting<Duration> DRAIN_OVER =
            duration("heliograph.drain.over", "PT30S", "PT0S", "PT1H", "Time over which a drain closes open sockets.");
    public static final Setting<Duration> RESTORE_OVER = duration(
            "heliograph.restore.over",
            "PT10S",
            "PT0S",
            "PT1H",
            "Time over which signed-in sockets are closed, to sign in again, when the database was restored.");

    private static final Set<String> ALERT_ROLES = Set.of("admin", "operator", "service");

    private SocketSettings() {}

    /** Whether hearing and reading alerts needs a sign-in or a screen token; open by default in the demo only. */
    public static boolean alertsRequireSignIn(Configuration configuration) {
        return configuration.find(ALERTS_SIGN_IN).orElseGet(() -> !configuration.get(NodeSettings.DEMO));
    }

    /** The platform roles that may open, acknowledge and resolve alerts; {@code *} is every role. */
    public static Set<String> alertRoles(Configuration configuration) {
        return configuration
                .find(ALERTS_ROLES)
                .orElseGet(() -> configuration.get(NodeSettings.DEMO) ? Set.of("*") : ALERT_ROLES);
    }

    /** The configured origins of a socket that anybody may open; unset, all of them in the demo, and no foreign ones otherwise. */
    public static String publicOrigins(Configuration configuration, Setting<String> origins) {
        return configuration.find(origins).orElseGet(() -> configuration.get(NodeSettings.DEMO) ? "*" : "");
    }
}
