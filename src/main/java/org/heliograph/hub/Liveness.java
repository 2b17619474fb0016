package org.heliograph.hub;

import java.time.Duration;

/**
 * When a peer counts as dead (docs/protocols.md).
 *
 * @param pingEvery  time between two protocol PINGs
 * @param silence    a peer without activity for this long is closed
 * @param checkEvery time between two checks for silence
 * @param pongCounts whether a protocol PONG and every frame count as activity; otherwise the dialect decides
 */
public record Liveness(Duration pingEvery, Duration silence, Duration checkEvery, boolean pongCounts) {}
