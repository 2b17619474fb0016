package org.heliograph.hub.outbox;

/**
 * How a peer keeps up.
 *
 * @param queuedBytes what waits to be sent, in bytes of UTF-8, without the batch that is being sent
 * @param conflated   events that were merged into newer ones, since it is connected
 * @param dropped     events that were dropped, since it is connected
 */
public record OutboxFigures(int queuedBytes, long conflated, long dropped) {
    /** Whether the peer takes events more slowly than they come, or has done so. */
    public boolean isSlow() {
        return queuedBytes > 0 || conflated > 0 || dropped > 0;
    }
}
