package org.heliograph.gateway;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.RateLimiter;

/**
 * Assembles the text messages of one socket from their parts, and limits their size and rate. The servers' own limit on message
 * size is not used, since it leaks memory. Not thread-safe.
 */
final class MessageAssembler {
    /** A longer message closes the socket (docs/protocols.md). */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** Parts allowed for each message: over a slow network a long message arrives in parts of one packet each. */
    static final int PARTS_PER_MESSAGE = 64;

    private static final long SECOND_MILLIS = 1_000;

    private final StringBuilder partial = new StringBuilder();
    private final RateLimiter messages;
    private final RateLimiter parts;

    /** @param messagesPerSecond limit of the rate; the parts are limited to {@link #PARTS_PER_MESSAGE} times as many */
    MessageAssembler(int messagesPerSecond) {
        messages = new RateLimiter(messagesPerSecond, SECOND_MILLIS);
        parts = new RateLimiter(messagesPerSecond * PARTS_PER_MESSAGE, SECOND_MILLIS);
    }

    /**
     * Adds a part.
     *
     * @param onMessage receives the complete message after its last part
     * @param onLimit   receives the reason to close the socket when a limit is exceeded
     */
    void add(String part, boolean last, long nowMillis, Consumer<String> onMessage, Consumer<Disconnect> onLimit) {
        if (!parts.tryAcquire(nowMillis)) {
            onLimit.accept(Disconnect.RATE_LIMIT_EXCEEDED);
            return;
        }
        if (partial.length() + part.length() > MAX_MESSAGE_BYTES) {
            onLimit.accept(Disconnect.TOO_BIG);
            return;
        }
        if (!last) {
            partial.append(part);
            return;
        }
        String message = partial.isEmpty() ? part : partial.append(part).toString();
        partial.setLength(0);
        if (isTooBig(message)) {
            onLimit.accept(Disconnect.TOO_BIG);
        } else if (!messages.tryAcquire(nowMillis)) {
            onLimit.accept(Disconnect.RATE_LIMIT_EXCEEDED);
        } else {
            onMessage.accept(message);
        }
    }

    /** Encodes only messages that could exceed the limit: a UTF-16 unit has at most three bytes in UTF-8. */
    private static boolean isTooBig(String message) {
        return message.length() * 3 > MAX_MESSAGE_BYTES
                && message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES;
    }
}
