package org.heliograph.hub;

import java.time.Duration;

/**
 * When a peer counts as dead (docs/protocols.md).
 *
 * @param pingEvery     time between two protocol PINGs
 * @param silence       a peer not heard for that long is closed
 * @param checkEvery    time between two looks
 * @param pongCounts    whether a protocol PONG, and any frame, is a sign of life; otherwise only what the dialect says is
 */
public record Liveness(Duration pingEvery, Duration silence, Duration checkEvery, boolean pongCounts) {}
