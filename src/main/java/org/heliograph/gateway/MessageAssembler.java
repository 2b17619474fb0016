package org.heliograph.gateway;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.RateLimiter;

/**
 * Puts the parts of one socket's text messages together and bounds them, since the servers' own limit on messages leaks. Not
 * for several threads.
 */
final class MessageAssembler {
    /** A longer message closes the socket (docs/protocols.md). */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** A long message over a slow line comes in as many parts, each as long as a packet. */
    static final int PARTS_A_FRAME = 64;

    private static final long SECOND = 1_000;

    private final StringBuilder partial = new StringBuilder();
    private final RateLimiter frames;
    private final RateLimiter parts;

    MessageAssembler(int framesPerSecond) {
        frames = new RateLimiter(framesPerSecond, SECOND);
        parts = new RateLimiter(framesPerSecond * PARTS_A_FRAME, SECOND);
    }

    /** @param whole takes a message with its last part @param end is told why the socket must be closed instead */
    void take(String part, boolean last, long nowMillis, Consumer<String> whole, Consumer<Disconnect> end) {
        if (!parts.tryAcquire(nowMillis)) {
            end.accept(Disconnect.RATE_LIMIT_EXCEEDED);
            return;
        }
        if (partial.length() + part.length() > MAX_MESSAGE_BYTES) {
            end.accept(Disconnect.TOO_BIG);
            return;
        }
        if (!last) {
            partial.append(part);
            return;
        }
        String message = partial.isEmpty() ? part : partial.append(part).toString();
        partial.setLength(0);
        if (message.length() * 3 > MAX_MESSAGE_BYTES
                && message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
            end.accept(Disconnect.TOO_BIG);
        } else if (!frames.tryAcquire(nowMillis)) {
            end.accept(Disconnect.RATE_LIMIT_EXCEEDED);
        } else {
            whole.accept(message);
        }
    }
}
