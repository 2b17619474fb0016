package org.heliograph.gateway;

import java.time.Duration;
import java.util.function.Consumer;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.RateLimiter;
import org.heliograph.platform.ByteBudget;
import org.heliograph.platform.Utf8;

/**
 * Assembles the text messages of one socket from their parts, and limits their size and rate, and the memory for unfinished ones. The
 * servers' own limit on message size is not used, since it leaks memory. Not thread-safe.
 */
final class MessageAssembler {
    /** A longer message closes the socket (docs/protocols.md). */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** Parts allowed for each message: over a slow network a long message arrives in parts of one packet each. */
    static final int PARTS_PER_MESSAGE = 64;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RateLimiter messages;
    private final RateLimiter parts;
    private final ByteBudget.Share memory;
    /** The parts of the message that is not complete; null when there is none, so that an idle socket keeps no buffer. */
    private StringBuilder partial;

    private int partialBytes;
    private int reservedBytes;

    /**
     * @param messagesPerSecond limit of the rate; the parts are limited to {@link #PARTS_PER_MESSAGE} times as many
     * @param memory            for the parts of a message that is not complete
     */
    MessageAssembler(int messagesPerSecond, ByteBudget.Share memory) {
        this.memory = memory;
        messages = new RateLimiter(messagesPerSecond, SECOND);
        parts = new RateLimiter(messagesPerSecond * PARTS_PER_MESSAGE, SECOND);
    }

    /**
     * Adds a part.
     *
     * @param nowNanos  see {@link System#nanoTime}
     * @param onMessage receives the complete message after its last part
     * @param onLimit   receives the reason to close the socket when a limit is exceeded
     */
    void add(String part, boolean last, long nowNanos, Consumer<String> onMessage, Consumer<Disconnect> onLimit) {
        if (!parts.tryAcquire(nowNanos)) {
            onLimit.accept(Disconnect.RATE_LIMIT_EXCEEDED);
            return;
        }
        if (exceedsLimit(part)) {
            discard();
            onLimit.accept(Disconnect.TOO_BIG);
            return;
        }
        if (!last) {
            if (!append(part)) {
                discard();
                onLimit.accept(Disconnect.RATE_LIMIT_EXCEEDED);
            }
            return;
        }
        String message = partial == null ? part : partial.append(part).toString();
        discard();
        if (!messages.tryAcquire(nowNanos)) {
            onLimit.accept(Disconnect.RATE_LIMIT_EXCEEDED);
        } else {
            onMessage.accept(message);
        }
    }

    /** Counts in bytes of UTF-8. A pair of surrogates that two parts share counts two bytes too many, so a message over the limit is measured again. */
    private boolean exceedsLimit(String part) {
        partialBytes += Utf8.length(part);
        if (partialBytes > MAX_MESSAGE_BYTES
                && partial != null
                && partial.length() + part.length() <= MAX_MESSAGE_BYTES) {
            partialBytes = Utf8.length(partial + part);
        }
        return partialBytes > MAX_MESSAGE_BYTES;
    }

    /** Whether a message has begun and is not complete. */
    boolean isUnfinished() {
        return partial != null;
    }

    /** @return false when the node or the address has no memory left for it */
    private boolean append(String part) {
        int missing = partialBytes - reservedBytes;
        if (missing > 0 && !memory.tryReserve(missing)) {
            return false;
        }
        reservedBytes += Math.max(0, missing);
        if (partial == null) {
            partial = new StringBuilder(part.length());
        }
        partial.append(part);
        return true;
    }

    private void discard() {
        memory.release(reservedBytes);
        reservedBytes = 0;
        partial = null;
        partialBytes = 0;
    }
}
