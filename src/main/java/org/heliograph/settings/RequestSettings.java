package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;

import java.time.Duration;

/** Requests: how slow their bodies may be, and what these may take of a node. */
public final class RequestSettings {
    public static final Setting<Integer> HTTP_CONNECTIONS = number(
            "heliograph.http.connections",
            15_000,
            100,
            1_000_000,
            "Connections that the server accepts, as its script has configured it; fewer than the process may have descriptors.");
    public static final Setting<Duration> BODY_TIMEOUT = duration(
            "heliograph.body.timeout", "PT30S", "PT1S", "PT10M", "Maximum time for the body of a request to arrive.");
    public static final Setting<Integer> BODY_BYTES = number(
            "heliograph.body.bytes",
            67_108_864,
            1_048_576,
            1 << 30,
            "WildFly: bytes of request bodies that a node holds; when there are more, the slowest body is given up.");
    public static final Setting<Integer> BODY_BYTES_PER_ADDRESS = number(
            "heliograph.body.address.bytes",
            16_777_216,
            65_536,
            1 << 30,
            "WildFly: the same, of one client address; further bodies get 503.");
    public static final Setting<Integer> BODY_READERS = number(
            "heliograph.body.readers",
            32,
            1,
            1_000,
            "Payara: threads that may wait for bodies at a time; fewer than the server's threads.");
    public static final Setting<Integer> BODY_READERS_PER_ADDRESS = number(
            "heliograph.body.address.readers",
            8,
            1,
            1_000,
            "Payara: the same, for one client address; further bodies that do not arrive at once get 503.");

    private RequestSettings() {}
}
